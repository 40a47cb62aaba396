/** The colour that a token of tokens.css stands for now, as a canvas takes it. */
export function colour(token: string): string {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = `var(--${token})`;
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}
