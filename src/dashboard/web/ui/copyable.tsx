import { useState } from 'preact/hooks';
import { Button } from './parts';

/** A line that a button puts on the clipboard. */
export function Copyable({ text }: { text: string }) {
  const [said, setSaid] = useState('Copy');
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid('Copied'),
      () => setSaid('Select and copy it'),
    );
  };
  return (
    <div class="copyable">
      <code>{text}</code>
      <Button look="small" onClick={copy}>
        {said}
      </Button>
    </div>
  );
}
