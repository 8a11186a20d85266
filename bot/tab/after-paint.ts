/** How long a browser is left alone to paint what was drawn. Milliseconds. */
export const paintedWithin = 100;

/** Runs once what is being drawn is on the screen: what people came for comes first. Returns what calls it off. */
export function afterPaint(run: () => void): () => void {
  let timer: number | undefined;
  const frame = requestAnimationFrame(() => {
    timer = window.setTimeout(run, paintedWithin);
  });
  return () => {
    cancelAnimationFrame(frame);
    window.clearTimeout(timer);
  };
}
