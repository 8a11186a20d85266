import { tidy } from '../../../../bot/domain/form/form';
import { tones } from '../../../../bot/domain/statuses/tones';
import { renderMail } from '../../../../bot/outbox/mail/mail-page';
import { hostileStrings } from '../../../fakes/hostile-strings';
import { chatLink, hostileMails, mails } from './examples';

/** What our own page is made of; anything else came from outside. */
const ownTags = new Set(
  '!doctype html head meta title style body div table tr td th h1 h2 p br strong bdi ul li a'.split(' ').flatMap((tag) => [tag, `/${tag}`]),
);
const tagPattern = /<(\/?!?[a-z0-9]+)((?: [a-z-]+="[^"<>]*"| html)*)>/g;
const mostBytes = 100 * 1024;

/** What is wrong with the HTML of a mail. */
function faultsOf(html: string): string[] {
  const faults: string[] = [];
  const rest = html.replace(tagPattern, (_, tag: string, attributes: string) => {
    if (!ownTags.has(tag)) faults.push(`<${tag}>`);
    for (const [, name, value] of attributes.matchAll(/ ([a-z-]+)="([^"]*)"/g)) {
      if (/^(on|src$)/.test(name ?? '') || (name === 'href' && !value?.startsWith('https://'))) faults.push(`${name}`);
    }
    return '';
  });
  if (rest.includes('<')) faults.push('a < that begins nothing');
  for (const [image] of html.matchAll(/<img\b(?![^>]*\balt="[^"]+")[^>]*>/g)) faults.push(`no alt text: ${image}`);
  return faults;
}

/** What a reader sees, in the order in which it is read; without the style sheet. */
function textOf(html: string): string {
  const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#39;': "'", '&amp;': '&' };
  return html
    .replace(/<style>[^<]*<\/style>/g, '')
    .replace(tagPattern, (_, tag: string) => (['/p', '/td', '/h1', '/h2', '/li', 'br'].includes(tag) ? '\n' : ''))
    .replace(/&(lt|gt|quot|#39|amp);/g, (entity) => entities[entity] ?? '');
}

describe('the check of this file', () => {
  it('should find what must not be in a mail', () => {
    for (const bad of [
      '<b>',
      '<p onclick="x">',
      '<img src="x">',
      '<script>',
      'a < b',
      '<p title=x>',
      '<a href="javascript:x">',
      '<table><svg>',
    ]) {
      expect(faultsOf(`<p>${bad}</p>`)).not.toEqual([]);
    }
  });
});

describe.each(Object.entries(mails))('the mail %s', (_, make) => {
  const { subject, html } = renderMail(make());

  it('should be a document of ours, in a language, of a size that no client cuts', () => {
    expect(faultsOf(html)).toEqual([]);
    expect(html).toMatch(/^<!doctype html>\n<html lang="en" dir="ltr">/);
    expect(html).toContain('<meta name="color-scheme" content="light dark">');
    expect(Buffer.byteLength(html)).toBeLessThan(mostBytes);
  });

  it('should begin with the university, and have one button', () => {
    expect(textOf(html.slice(0, html.indexOf('<h1')))).toMatch(/Bantshire University\s*$/);
    expect(html.match(/class="button"/g)).toHaveLength(1);
  });

  it('should have every blank filled', () => {
    expect(html).not.toMatch(/\$\{|undefined|\[object|NaN/);
    expect(subject).toMatch(/\S/);
  });

  it('should lead to Teams, and nowhere else', () => {
    expect([...html.matchAll(/href="([^"]*)"/g)].map(([, url]) => url)).toEqual([chatLink]);
  });
});

describe('the badge of a status', () => {
  const luminance = (hex: string) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one: string, other: string) => {
    const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (lighter + 0.05) / (darker + 0.05);
  };

  it.each(Object.entries(tones))('should be readable on its ground, light and dark: %s', (_, { light, dark }) => {
    for (const { ink, ground } of [light, dark]) expect(contrast(ink, ground)).toBeGreaterThan(4.5);
  });

  it('should reckon as WCAG does', () => {
    expect([contrast('#000000', '#ffffff'), contrast('#767676', '#ffffff')].map((one) => one.toFixed(2))).toEqual(['21.00', '4.54']);
  });

  it('should have the colours of the status, light in its style and dark by its class', () => {
    const { html } = renderMail(mails['outcome, rejected']!());
    expect(html).toContain(
      `class="badge-attention" style="display:inline-block;padding:2px 10px;border-radius:10px;background-color:${tones.attention.light.ground};color:${tones.attention.light.ink};`,
    );
    expect(html).toContain(`.badge-attention{color:${tones.attention.dark.ink}!important}`);
  });
});

describe('dark colours', () => {
  it('should be the same where a mail client reads the media query and where Outlook marks what it recoloured', () => {
    const style = /<style>([^<]*)<\/style>/.exec(renderMail(mails.ask!()).html)?.[1] ?? '';
    const [, asked = '', marked = ''] = /prefers-color-scheme:dark\)\{(.*?\})\}(.*)$/.exec(style) ?? [];
    expect(asked).toContain('.button{background-color:');
    expect(marked.replace(/\[data-ogs[cb]\] /g, '')).toBe(asked);
    expect(marked.match(/\[data-ogsc\] \.\w+\{background/)).toBeNull();
    expect(marked.match(/\[data-ogsb\] \.\w+\{(color|border)/)).toBeNull();
  });
});

describe('a text from outside', () => {
  it.each(Object.entries(hostileStrings))('should be shown letter by letter in every mail: %s', (_, text) => {
    for (const [kind, make] of Object.entries(hostileMails(text))) {
      const { html, subject } = renderMail(make());
      expect([kind, ...faultsOf(html)]).toEqual([kind]);
      expect(textOf(html)).toContain(kind === 'digest' ? text : tidy(text));
      expect(subject).not.toMatch(/[\r\n]/);
    }
  });

  it('should keep its lines, and stay within its element whichever way it runs', () => {
    const { html } = renderMail(hostileMails('one\r\ntwo\n\nfour').outcome!());
    expect(html).toContain('<bdi>one</bdi><br><bdi>two</bdi><br><bdi></bdi><br><bdi>four</bdi>');
  });

  it('should put no second header into a subject', () => {
    expect(renderMail({ ...mails.digest!(), subject: ' Ends soon\r\nBcc: all@bantshire.example\u2028x\u0000' }).subject).toBe(
      'Ends soon Bcc: all@bantshire.example x',
    );
  });
});
