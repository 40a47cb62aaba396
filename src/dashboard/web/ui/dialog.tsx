import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

/** A dialog that holds the keyboard until it is closed; Esc closes it. */
export function Dialog(props: { title: string; wide?: boolean; onClose: () => void; children: ComponentChildren }) {
  const { title, wide = false, onClose, children } = props;
  const ref = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const dialog = ref.current!;
    const before = document.activeElement;
    dialog.showModal();
    return () => {
      dialog.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={ref}
      class={wide ? 'wide' : ''}
      aria-label={title}
      onCancel={event => {
        event.preventDefault();
        onClose();
      }}
      // a browser lets nobody hold a dialog open: the second Esc closes it unasked
      onClose={event => {
        if (event.currentTarget.isConnected) onClose();
      }}
    >
      <h2 class="title">{title}</h2>
      {children}
    </dialog>
  );
}
