import { useEffect, useRef, useState } from 'react';

const pause = 400;

export interface Typed {
  text: string;
  type(text: string): void;
  /** Reports the text at once: after Enter, or on blur. */
  flush(): void;
}

/** Debounced text. A changed `value` replaces it. */
export function useTyped(value: string, tell: (text: string) => void): Typed {
  const [text, setText] = useState(value);
  const [known, setKnown] = useState(value);
  if (value !== known) {
    setKnown(value);
    if (text.trim() !== value) setText(value);
  }
  const timer = useRef<number>(undefined);
  const latest = useRef({ text, value, tell });
  useEffect(() => {
    latest.current = { text, value, tell };
  });
  const flush = () => {
    window.clearTimeout(timer.current);
    const now = latest.current;
    if (now.text.trim() !== now.value) now.tell(now.text.trim());
  };
  useEffect(() => () => window.clearTimeout(timer.current), []);
  return {
    text,
    type(next) {
      setText(next);
      window.clearTimeout(timer.current);
      timer.current = window.setTimeout(flush, pause);
    },
    flush,
  };
}
