export const THEMES = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];
const KEY = 'sluice.theme';

/** What the viewer chose on this machine; `auto` follows the system. */
export function theme(): Theme {
  const kept = localStorage.getItem(KEY);
  return THEMES.find(t => t === kept) ?? 'auto';
}

export function setTheme(chosen: Theme): void {
  localStorage.setItem(KEY, chosen);
  showTheme(chosen);
}

export function showTheme(chosen: Theme): void {
  if (chosen === 'auto') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = chosen;
}
