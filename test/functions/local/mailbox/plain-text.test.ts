import { renderMail } from '../../../../bot/outbox/mail/mail-page';
import { plainText } from '../../../../functions/local/mailbox/plain-text';
import { chatLink, mails } from '../../../bot/outbox/mail/examples';

const saidPart = ({ label, text }: { label?: string; text: string }) => (label === undefined ? text : `${label}: ${text}`);
const lineOf = (text: string) => text.replace(/\s+/g, ' ').trim();

describe.each(Object.entries(mails))('the mail %s as plain text', (_, make) => {
  const content = make();
  const text = plainText(renderMail(content).html);

  it('should say all that the mail says, in its order, each fact in a line with its label', () => {
    const { preview, organisation, title, status, sentences, words, groups, notes, link, how, footer } = content;
    const facts = groups.flatMap(({ title: heading, top, rows }) => [
      ...[heading, top].filter((line) => line !== undefined),
      ...rows.map(({ label, text: value }) => `${label}: ${value}`),
    ]);
    const parts = [
      ...[
        preview,
        organisation,
        title,
        status?.label,
        status?.line,
        ...sentences,
        words?.title,
        ...(words?.parts ?? []).map(saidPart),
        ...facts,
      ],
      ...[notes?.title, ...(notes?.sentences ?? []).map((sentence) => `* ${sentence}`), `${link?.title} <${chatLink}>`, how, footer],
    ].filter((part) => part !== undefined);
    expect(lineOf(text)).toBe(lineOf(parts.join(' ')));
    const lines = text.split('\n');
    for (const fact of facts) expect(lines).toContain(fact);
  });

  it('should have neither HTML nor gaps', () => {
    expect(text).not.toMatch(/<\/?[a-z]+[ >]|style=|&[a-z#0-9]+;|\n{3}/);
  });
});

it('should keep what a person typed as it was typed', () => {
  const typed = 'a <b> & "c" it’s &lt;\nsecond line';
  const { html } = renderMail({ ...mails.ask!(), words: { title: 'Question', parts: [{ text: typed }] } });
  expect(plainText(html)).toContain(`Question\n\n${typed}\n`);
});
