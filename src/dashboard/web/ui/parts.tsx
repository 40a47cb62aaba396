import type { ComponentChildren } from 'preact';
import { timeOfDay, utc } from '../format/time';

/** How something stands. Normal is grey: only what a person should look at has a colour. */
export type Tone = 'plain' | 'good' | 'warn' | 'wrong' | 'accent';

export function Pill({ tone = 'plain', title, children }: { tone?: Tone; title?: string; children: ComponentChildren }) {
  return (
    <span class={`pill ${tone}`} title={title}>
      {children}
    </span>
  );
}

export function Badge({ tone = 'plain', title, children }: { tone?: Tone; title?: string; children: ComponentChildren }) {
  return (
    <span class={`badge ${tone}`} title={title}>
      {children}
    </span>
  );
}

/** A moment (us since the epoch) as the viewer's clock shows it; UTC on hover. */
export function Moment({ at, millis = false }: { at: number | null | undefined; millis?: boolean }) {
  return <time title={utc(at)}>{timeOfDay(at, { millis })}</time>;
}

/** A box with a name. */
export function Panel(props: {
  title: string;
  fill?: boolean;
  scroll?: boolean;
  aside?: ComponentChildren;
  children: ComponentChildren;
}) {
  const { title, fill = false, scroll = false, aside, children } = props;
  return (
    <section class={`panel ${fill ? 'fill' : ''}`} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <span class="grow" />
        {aside}
      </header>
      <div class={`body ${scroll ? 'scroll' : ''}`}>{children}</div>
    </section>
  );
}

/** A bar that is filled by `part` (0 to 1); its text says the same to who cannot see it. */
export function Meter({ part, tone = 'plain', text }: { part: number; tone?: Tone; text: string }) {
  const width = `${Math.round(Math.min(1, Math.max(0, part)) * 1000) / 10}%`;
  return (
    <div class="meter" role="img" aria-label={text} title={text}>
      <div class={`meter-fill ${tone}`} style={{ width }} />
    </div>
  );
}

/** A button; `denied` disables it and says why. */
export function Button(props: {
  readonly children: ComponentChildren;
  readonly onClick?: () => void;
  readonly denied?: string | undefined;
  readonly look?: string;
  readonly title?: string;
  readonly type?: 'button' | 'submit';
}) {
  const { children, onClick, denied, look = '', title, type = 'button' } = props;
  return (
    <button type={type} class={`button ${look}`} disabled={denied !== undefined} title={denied ?? title} onClick={onClick}>
      {children}
    </button>
  );
}

/** What a list says while it is empty. */
export const Empty = ({ children }: { children: ComponentChildren }) => <p class="empty muted">{children}</p>;

/** What the gateway said to what was asked, where it refused. */
export const Said = ({ children }: { children: string | undefined }) =>
  children === undefined ? null : (
    <p class="said" role="alert">
      {children}
    </p>
  );
