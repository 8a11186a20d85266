const entities: Record<string, string> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };
const blankAfter = /<\/(?:h1|h2|table|ul|div)>/g;
const lineAfter = /<\/(?:p|tr|li)>|<br>/g;

/**
 * A mail for a reader without HTML, made from its HTML as Exchange makes it: cells in a line, an address behind its link.
 * It knows what `renderMail` writes, and nothing else.
 */
export function plainText(html: string): string {
  return html
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replace(/\s*\n\s*/g, '')
    .replace(/<a [^>]*href="([^"]*)"[^>]*>([^<]*)<\/a>/g, '$2 &lt;$1&gt;')
    .replace(/<h2|<table/g, '\n$&')
    .replace(/<li[^>]*>/g, '* ')
    .replace(/<\/th>/g, ' ')
    .replace(blankAfter, '\n\n')
    .replace(lineAfter, '\n')
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|quot|#39|amp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
