import { useEffect, useRef } from 'preact/hooks';
import type { LookAtBlotter } from '../../feed';

/** What rows must contain. `/` goes there from anywhere, Esc empties it and leaves. */
export function Filter({ value, onValue }: { value: string; onValue: (value: string) => void }) {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.target instanceof HTMLInputElement || document.querySelector('dialog[open]')) return;
      event.preventDefault();
      input.current?.focus();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, []);
  return (
    <input
      ref={input}
      class="filter"
      type="search"
      aria-label="Filter orders"
      placeholder="Filter by id, symbol, account …   /"
      value={value}
      onInput={event => onValue(event.currentTarget.value)}
      onKeyDown={event => {
        if (event.key !== 'Escape') return;
        onValue('');
        event.currentTarget.blur();
      }}
    />
  );
}

/** All orders, or those that are open. */
export function Choice({ show, onShow }: { show: LookAtBlotter['show']; onShow: (show: LookAtBlotter['show']) => void }) {
  return (
    <select
      class="choice"
      aria-label="Which orders"
      value={show}
      onChange={event => onShow(event.currentTarget.value as LookAtBlotter['show'])}
    >
      <option value="all">All orders</option>
      <option value="open">Open orders</option>
    </select>
  );
}
