import { html } from 'hono/html';

/** Text for a place in HTML, escaped as all of the product's HTML is: by Hono. */
export function escapedHtml(text: string): string {
  return (html`${text}` as { toString(): string }).toString();
}
