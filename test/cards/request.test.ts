import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { statuses } from '../../bot/domain/statuses/table';
import { examples } from './examples';
import { account, read } from './examples/account';
import { context } from './examples/context';
import { approvedChanged, inStatus, show } from './examples/requests';
import { ofType, richTexts, verbsOf } from './walk';

const verbs = (card: object) => verbsOf(card).flatMap((one) => ('title' in one ? [one.verb] : []));
const pending = inStatus('pending');
const [titleAt, topAt, lineAt] = [0, 1, 2];

describe('the card of a request', () => {
  it.each(['sponsor', 'decider', 'reader'] as const)(
    'should begin with the visitor and the reason, and below them with one line: %s',
    (viewer) => {
      const { card } = show(pending, viewer);
      const [heading] = ofType(card, 'TextBlock');
      expect(heading).toMatchObject({ style: 'heading', size: 'Small' });
      expect(ofType(card, 'RichTextBlock')[titleAt]).toMatchObject({
        inlines: [{ text: 'Dr Ada Mary Example (Addie), Contractor/Consultant', size: 'Large', weight: 'Bolder' }],
      });
      expect(richTexts(card)[topAt]).toBe('Sponsor: Sam Sponsor. Mon 8 Feb 2027 to Fri 30 Jul 2027. Staff-like access, ID card');
    },
  );

  it('should say no detail twice', () => {
    const labels = (request: typeof pending) => ofType(show(request, 'decider').card, 'TextBlock').map(({ text }) => String(text));
    const said = ['Name', 'Preferred name', 'Reason', 'Valid from', 'Valid to', 'IT access', 'ID card', 'Sponsor', 'Requested'];
    expect(labels(pending).filter((text) => said.includes(text))).toEqual([]);
    const rest = ['Employing organisation', 'School or service', 'Length', 'Reference'];
    expect(labels(pending)).toEqual(expect.arrayContaining(rest));
    // Since when it waits stands above, while it waits.
    expect(labels(inStatus('active'))).toEqual(expect.arrayContaining([...rest, 'Requested']));
    const least = { ...pending.answers, itAccess: 'none' as const };
    expect(richTexts(show({ ...pending, answers: least }, 'decider').card)[topAt]).toMatch(/ID card only$/);
  });

  it('should lead whoever decides to the photo, and nobody else', () => {
    const links = (...shown: Parameters<typeof show>) =>
      ofType(show(...shown).card, 'Action.OpenUrl').map(({ title, url }) => [title, url]);
    const { photo: _photo, ...withoutPhoto } = pending.answers;
    expect(links(pending, 'decider')).toEqual([
      ['Show the photo in the tab', 'https://alms.bantshire.example/tab#request/VR-7K3M9QXA/photo'],
    ]);
    expect(links(pending, 'decider', { asking: { verb: 'approve', problem: 'Too long.' } })).toHaveLength(1);
    expect(links(pending, 'decider', { asking: { verb: 'reject' } })).toEqual([]);
    expect(links(pending, 'decider', { mayDecide: false })).toEqual([]);
    expect(links({ ...pending, answers: withoutPhoto }, 'decider')).toEqual([]);
    expect(links(inStatus('active'), 'decider')).toEqual([]);
    for (const viewer of ['sponsor', 'reader'] as const) expect(links(pending, viewer)).toEqual([]);
  });

  it('should let a decider decide while it is pending, on the revision shown', () => {
    const { card, summary } = show(pending, 'decider');
    expect(verbs(card)).toEqual(['approve', 'ask-reject', 'ask-return', 'ask-approve-changed']);
    expect(verbsOf(card).find(({ verb }) => verb === 'approve')?.data).toEqual({ request: 'VR-7K3M9QXA', revision: 3 });
    expect(summary).toMatch(/^Visitor request VR-.{8}: waiting for a decision$/);
  });

  it('should let nobody decide who may not, whatever was passed', () => {
    expect(verbs(show(pending, 'decider', { mayDecide: false }).card)).toEqual([]);
    expect(verbs(show(pending, 'sponsor', { mayDecide: true }).card)).toEqual([
      'edit-request',
      'another-visitor',
      'nudge',
      'another-like-this',
      'ask-offer-handover',
      'ask-withdraw',
    ]);
    expect(verbs(show(pending, 'reader').card)).toEqual([]);
  });

  it.each(statuses.filter((status) => status !== 'pending'))(
    'should have no button to decide by once it is %s, and to whoever decided one to the next',
    (status) => {
      const isRunning = status === 'approved' || status === 'active';
      const leads = inStatus(status).decision ? ['next-request'] : [];
      expect(verbs(show(inStatus(status), 'decider').card)).toEqual([...leads, ...(isRunning ? ['ask-end'] : [])]);
      expect(verbs(show(inStatus(status), 'decider', { reader: 'deputy' }).card)).not.toContain('next-request');
      const dayAfter = { ...context, today: context.today.add({ days: 1 }) };
      expect(verbs(show(inStatus(status), 'decider', { context: dayAfter }).card)).not.toContain('next-request');
    },
  );

  it('should have no live button once its last day has passed, though nothing has moved it yet', () => {
    const late = inStatus('pending', { validFrom: '2026-09-01', validTo: '2027-02-02' });
    expect(verbs(show(late, 'decider').card)).toEqual([]);
    expect(ofType(show(late, 'decider').card, 'TextBlock').map(({ text }) => text)).toContain('Lapsed');
  });

  it('should let whoever decided take it back as long as that works, and say until when', () => {
    const { card } = show(inStatus('approved'), 'decider', { time: '14:10' });
    expect(verbsOf(card).flatMap((one) => ('title' in one ? [[one.title, one.data]] : []))).toEqual([
      ['Undo my decision', { request: 'VR-7K3M9QXA', revision: 3 }],
      ['Next one', { request: 'VR-7K3M9QXA' }],
      ['End the account now', { request: 'VR-7K3M9QXA', revision: 3 }],
    ]);
    expect(ofType(card, 'TextBlock').map(({ text }) => text)).toContain(
      'The account starts on Mon 8 Feb 2027. You can undo your decision until Wed 3 Feb 2027 at 14:15.',
    );
  });

  it('should say who was asked beside a head who is away, to all but those who decide', () => {
    expect(richTexts(examples['request/pending, head away']?.().card ?? {})[lineAt]).toMatch(
      /^With Helen Head or .* since Tue 2 Feb 2027 at 09:30\. Helen Head is away until Fri 12 Feb 2027, so .* has been asked too\.$/,
    );
    const names = { sponsor: 'Sam', waitsFor: ['Ann'], headAway: { name: 'Ann', deputies: ['Bo', 'Cy'] } };
    expect(richTexts(show(pending, 'reader', { names }).card)[lineAt]).toContain('Ann is away, so Bo and Cy have been asked too.');
    expect(richTexts(show(pending, 'decider', { names }).card).join(' ')).not.toContain('away');
  });

  it('should say of a decision that was taken back who did so and who has it now', () => {
    const shown = examples['request/taken back, sponsor']?.();
    expect(richTexts(shown?.card ?? {})[lineAt]).toBe(
      'Helen Head reversed their decision on Wed 3 Feb 2027 at 14:08. With Helen Head since Tue 2 Feb 2027 at 09:30.',
    );
    expect(shown?.summary).toBe('Visitor request VR-7K3M9QXA: waiting for a decision');
    const asked = examples['request/taken back, decider']?.();
    expect(verbs(asked?.card ?? {})).toEqual(['approve', 'ask-reject', 'ask-return', 'ask-approve-changed']);
    expect(asked?.summary).toMatch(/^Visitor request VR-.{8}: waiting for a decision$/);
  });

  it('should let the sponsor answer a question or withdraw', () => {
    const { card } = show(inStatus('returned'), 'sponsor');
    expect(verbs(card)).toEqual(['answer', 'edit-request', 'another-like-this', 'ask-offer-handover', 'ask-withdraw']);
    expect(richTexts(card)).toContain('Which laboratory will Dr Example work in, and does she need a card for the weekend?');
  });

  it('should tell the sponsor who has it and since when', () => {
    expect(richTexts(show(pending, 'sponsor').card)[lineAt]).toBe('With Helen Head or Dev Deputy since Tue 2 Feb 2027 at 09:30.');
  });

  it('should tell who decided, when and where', () => {
    expect(richTexts(show(inStatus('active'), 'sponsor').card)[lineAt]).toBe(
      'Approved by Helen Head on Wed 3 Feb 2027 at 14:05 in Outlook.',
    );
  });

  it.each(statuses)('should keep telephone, personal email and photo to the form: %s', (status) => {
    const json = JSON.stringify(show(inStatus(status), 'decider'));
    expect(json).not.toMatch(/01509|ada@example\.org|0{32}|data:image/);
  });

  it('should name no visitor in the line of a notification', () => {
    const all = Object.values(examples).map((make) => make().summary);
    expect(all.filter((summary) => /Ada|Example|Addie/.test(summary))).toEqual([]);
  });

  it('should name what a decider might look at, by the dates as they were frozen', () => {
    const { preferredName: _p, middleNames: _m, ...answers } = pending.answers;
    const card = show(
      inStatus('pending', { answers: { ...answers, validFrom: '2027-02-08' }, validFrom: '2027-01-30', validTo: '2027-02-12' }),
      'decider',
    ).card;
    const texts = ofType(card, 'TextBlock').map(({ text }) => text);
    expect(texts).toEqual(
      expect.arrayContaining([
        'The stay is shorter than a month.',
        'Valid from has passed, so the account will start as soon as you approve it.',
      ]),
    );
    expect(ofType(show(inStatus('active', { validTo: '2027-02-05' }), 'decider').card, 'TextBlock').map(({ text }) => text)).not.toContain(
      'The stay is shorter than a month.',
    );
  });

  it('should ask for words beside what was typed, and let go without them', () => {
    const { card } = show(pending, 'decider', { asking: { verb: 'return', body: { words: 'Which room?' } } });
    expect(ofType(card, 'Input.Text')).toMatchObject([
      { id: 'words', value: 'Which room?', label: 'Your question (required; the sponsor will read it)' },
    ]);
    expect(
      ofType(card, 'Action.Execute').flatMap(({ title, verb, associatedInputs }) => (title ? [[verb, associatedInputs]] : [])),
    ).toEqual([
      ['return', 'auto'],
      ['leave-question', 'auto'],
    ]);
  });

  it('should ask for the terms of a change with what was asked for in place, and send them', () => {
    const { card } = show(pending, 'decider', { asking: { verb: 'approve-changed' } });
    expect(ofType(card, 'Input.Date', 'Input.ChoiceSet').map(({ id, label, value }) => [id, label, value])).toEqual([
      ['validTo', 'Valid to (requested: Fri 30 Jul 2027)', '2027-07-30'],
      ['itAccess', 'IT access', 'staff-like'],
      ['idCard', 'ID card', 'yes'],
    ]);
    expect(
      ofType(card, 'Action.Execute').flatMap(({ title, verb, associatedInputs }) => (title ? [[verb, associatedInputs]] : [])),
    ).toEqual([
      ['approve-changed', 'auto'],
      ['leave-question', 'auto'],
    ]);
  });

  it('should offer no change where less would be nothing', () => {
    const least = { ...pending.answers, itAccess: 'student-like' as const, idCard: false };
    const oneDay = { answers: least, validFrom: '2027-02-08', validTo: '2027-02-08' };
    expect(verbs(show(inStatus('pending', oneDay), 'decider').card)).toEqual(['approve', 'ask-reject', 'ask-return']);
    expect(verbs(show(inStatus('pending', { ...oneDay, validTo: '2027-02-09' }), 'decider').card)).toContain('ask-approve-changed');
  });

  it.each(['sponsor', 'decider', 'reader'] as const)('should show the difference of an approval with a change: %s', (viewer) => {
    expect(richTexts(show(approvedChanged, viewer).card)).toContain(
      'Valid to Mon 31 May 2027 instead of Fri 30 Jul 2027; IT access Student-like instead of Staff-like; no ID card.',
    );
  });

  it('should not ask about a state that has changed since', () => {
    for (const [viewer, verb] of [
      ['decider', 'reject'],
      ['sponsor', 'withdraw'],
    ] as const) {
      const { card } = show(inStatus('active'), viewer, { asking: { verb } });
      expect(verbs(card)).toEqual(verbs(show(inStatus('active'), viewer).card));
      expect(ofType(card, 'Input.Text')).toEqual([]);
    }
  });

  it.each(statuses)('should offer its sponsor, and nobody else, another like this: %s', (status) => {
    expect(verbs(show(inStatus(status), 'sponsor').card)).toContain('another-like-this');
    for (const viewer of ['decider', 'reader'] as const)
      expect(verbs(show(inStatus(status), viewer).card)).not.toContain('another-like-this');
  });

  it('should keep the rarer buttons behind “…”, and never a menu alone', () => {
    const seen = new Set<string>();
    for (const make of Object.values(account)) {
      const buttons = ofType(make().card, 'Action.Execute').filter(({ title }) => title);
      const hidden = buttons.filter(({ mode }) => mode === 'secondary');
      expect(buttons.length - hidden.length).toBeLessThanOrEqual(5);
      expect(buttons.length === 0 || buttons.length > hidden.length).toBe(true);
      for (const { verb } of hidden) seen.add(String(verb));
    }
    expect([...seen].sort()).toEqual([
      'another-like-this',
      'ask-approve-changed',
      'ask-end',
      'ask-offer-handover',
      'ask-propose-change',
      'ask-shorten',
      'ask-withdraw',
      'cancel-handover',
    ]);
  });

  it('should ask until when to keep an account in its window, with the day that is offered', () => {
    const { card } = read(inStatus('active', { validTo: '2027-02-26' }), 'sponsor');
    expect(ofType(card, 'Input.Date')).toMatchObject([{ id: 'until', label: 'New last day', value: '2027-04-11' }]);
    expect(ofType(card, 'Action.Execute').find(({ verb }) => verb === 'reapprove')).toMatchObject({ associatedInputs: 'auto' });
    expect(ofType(card, 'Action.Execute').find(({ verb }) => verb === 'let-end')).toMatchObject({ associatedInputs: 'none' });
    expect(ofType(read(inStatus('active'), 'sponsor').card, 'Input.Date')).toEqual([]);
  });

  it.each(['shorten', 'end', 'offer-handover', 'reapprove'])('should not ask %s of whom the rules refuse it', (verb) => {
    const { card } = read(inStatus('rejected'), 'sponsor', { asking: { verb } });
    expect(verbs(card)).toEqual(['ask-again', 'another-like-this']);
    expect(ofType(card, 'Input.Date', 'Input.Text')).toEqual([]);
  });

  it('should be redrawn from the request itself', () => {
    expect(show(pending, 'decider').card).toMatchObject({
      refresh: { action: { verb: 'show-request', data: { request: 'VR-7K3M9QXA' } } },
    });
  });
});

describe('the whole card', () => {
  it.each(['request/pending, decider', 'review/without photo', 'step/visit'])('should be as it was looked at: %s', (name) => {
    const golden = JSON.parse(
      readFileSync(join(__dirname, 'examples', `${name.replace(', ', '-').replaceAll(' ', '-')}.json`), 'utf8'),
    ) as object;
    expect(JSON.parse(JSON.stringify(examples[name]?.()))).toEqual(golden);
  });
});
