import { graphClient } from '../../../../bot/adapters/graph/graph-client';
import { mailLimits, mostMailBytes, outlookMail } from '../../../../bot/adapters/graph/outlook-mail';
import type { OutgoingMail } from '../../../../bot/ports/mail';
import { type FakeGraph, type GraphTrouble, graphToken, startGraph } from '../../../fakes/graph';
import { StoryClock } from '../../../fakes/story-clock';
import { headId } from '../../../make';

const from = 'visitor.accounts@bantshire.example';
const mail: OutgoingMail = {
  to: { person: headId, address: 'eleanor.brightwater@bantshire.example' },
  subject: 'Visitor request VR-7K3M9QXA is waiting for your decision',
  html: '<!doctype html><html lang="en"><head><title>x</title></head><body>A request</body></html>',
};
const card = { type: 'AdaptiveCard', version: '1.0', body: [{ type: 'TextBlock', text: '</script><b>' }] };

let graph: FakeGraph;
beforeEach(async () => {
  graph = await startGraph();
  graph.mailboxes.set(from, []);
});
afterEach(async () => await graph.stop());

const open = (milliseconds = 400) =>
  outlookMail({
    graph: graphClient({
      tokens: async () => graphToken,
      limits: { ...mailLimits, milliseconds },
      clock: new StoryClock(),
      baseUrl: graph.url,
    }),
    from,
  });
const sent = () => graph.mailboxes.get(from) ?? [];

describe('a mail by Exchange', () => {
  it('should be sent from the one mailbox to the one person, and not be kept there', async () => {
    expect(await open().send(mail)).toEqual({ outcome: 'delivered', hasCard: false });
    expect(graph.calls).toEqual([`POST /v1.0/users/${encodeURIComponent(from)}/sendMail`]);
    expect(sent()).toEqual([
      {
        message: {
          subject: mail.subject,
          body: { contentType: 'HTML', content: mail.html },
          toRecipients: [{ emailAddress: { address: mail.to.address } }],
        },
        saveToSentItems: false,
      },
    ]);
  });

  it('should carry its card in the head, where nothing can end it early', async () => {
    expect(await open().send({ ...mail, card })).toEqual({ outcome: 'delivered', hasCard: true });
    const { content } = sent()[0]!.message.body;
    const [, json = ''] = /<script type="application\/adaptivecard\+json">(.*)<\/script>\n<\/head>/.exec(content) ?? [];
    expect(JSON.parse(json)).toEqual(card);
    expect(content.match(/<\/script>/g)).toHaveLength(1);
  });

  it('should go without a card that is too large', async () => {
    expect(await open().send({ ...mail, card: { ...card, text: 'x'.repeat(40_000) } })).toEqual({ outcome: 'delivered', hasCard: false });
    expect(sent()[0]?.message.body.content).toBe(mail.html);
  });

  it('should not be sent where it is too large itself', async () => {
    expect(await open().send({ ...mail, html: 'x'.repeat(mostMailBytes + 1) })).toEqual({ outcome: 'unreachable', code: 'MailTooLarge' });
    expect(graph.calls).toEqual([]);
  });

  it.each(['', 'nobody', 'a@b.example, c@d.example', 'a@b.example;c@d.example', 'A <a@b.example>', 'a b@c.example', 'a@b@c.example'])(
    'should go to nobody at “%s”',
    async (address) => {
      expect(await open().send({ ...mail, to: { person: headId, address } })).toEqual({ outcome: 'unreachable', code: 'BadAddress' });
      expect(graph.calls).toEqual([]);
    },
  );

  it.each<[string, GraphTrouble, object]>([
    ['does not allow it (403)', { status: 403, code: 'ErrorAccessDenied' }, { outcome: 'unreachable', code: 'ErrorAccessDenied' }],
    [
      'has no such mailbox (404)',
      { status: 404, code: 'MailboxNotEnabledForRESTAPI' },
      { outcome: 'unreachable', code: 'MailboxNotEnabledForRESTAPI' },
    ],
    ['knows no such sender (404)', { status: 404, code: 'ResourceNotFound' }, { outcome: 'unreachable', code: 'NoSuchMailbox' }],
    [
      'asks to wait (429)',
      { status: 429, retryAfter: 77 },
      { outcome: 'later', code: 'Throttled', afterSeconds: 77, isAmbiguous: false, isRefused: true },
    ],
    [
      'is away (503)',
      { status: 503, code: 'ServiceUnavailable', retryAfter: 30 },
      { outcome: 'later', code: 'ServiceUnavailable', afterSeconds: 30, isAmbiguous: false, isRefused: true },
    ],
    [
      'fails (500)',
      { status: 500, code: 'ErrorInternalServerError' },
      { outcome: 'later', code: 'ErrorInternalServerError', isAmbiguous: true },
    ],
    ['has a gateway that gave up (504)', { status: 504 }, { outcome: 'later', code: 'UnknownError', isAmbiguous: true }],
    ['hangs up', { drop: true }, { outcome: 'later', code: 'Unreachable', isAmbiguous: true }],
    ['says nothing', { silent: true }, { outcome: 'later', code: 'NoAnswer', afterSeconds: 5, isAmbiguous: true }],
    [
      'takes no token (401)',
      { status: 401, code: 'InvalidAuthenticationToken' },
      { outcome: 'later', code: 'InvalidAuthenticationToken', isAmbiguous: false },
    ],
  ])('should be tried once, and told of, where Exchange %s', async (_what, trouble, outcome) => {
    graph.trouble(trouble);
    expect(await open().send(mail)).toEqual(outcome);
    expect(graph.calls).toHaveLength(1);
  });

  it('should not ask again before the time that Exchange has named', async () => {
    const mailer = open();
    graph.trouble({ status: 429, retryAfter: 77 });
    await mailer.send(mail);
    expect(await mailer.send(mail)).toMatchObject({ outcome: 'later', code: 'Throttled', isAmbiguous: false });
    expect(graph.calls).toHaveLength(1);
  });
});
