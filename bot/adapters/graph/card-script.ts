/** Bytes. A card larger than this is left out: clients cut or drop what they find too large. */
export const mostCardBytes = 24 * 1024;

/**
 * The card as the element that Outlook looks for in the head of a mail; undefined where it is too large or no JSON. A
 * card holds what people typed, so nothing in it may end the element: `<`, `>` and `&` are written as JSON's own escapes.
 */
export function cardScript(card: object): string | undefined {
  const json = jsonText(card);
  if (json === undefined) return undefined;
  const escapes: Record<string, string> = { '<': '\\u003c', '>': '\\u003e', '&': '\\u0026', '\u2028': '\\u2028', '\u2029': '\\u2029' };
  const escaped = json.replace(/[<>&\u2028\u2029]/g, (unsafe) => escapes[unsafe] ?? '');
  if (Buffer.byteLength(escaped) > mostCardBytes) return undefined;
  return `<script type="application/adaptivecard+json">${escaped}</script>`;
}

/** The document with the script as the last part of its head; undefined where it has none. */
export function withCard(html: string, script: string): string | undefined {
  // The first is the document's own: whatever people typed is escaped in it.
  const end = html.indexOf('</head>');
  return end < 0 ? undefined : `${html.slice(0, end)}${script}\n${html.slice(end)}`;
}

function jsonText(card: object): string | undefined {
  try {
    return JSON.stringify(card) as string | undefined;
  } catch {
    return undefined;
  }
}
