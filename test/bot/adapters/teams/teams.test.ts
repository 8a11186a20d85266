import { createTeams, onHosts, type TeamsOptions } from '../../../../bot/adapters/teams/teams';
import { sentences } from '../../../../bot/domain/words/words';
import { ann, appId, nameCard, startTeamsBot, type TeamsBot, tenantId } from '../../../fakes/teams-bot';

let started: TeamsBot[] = [];
const consoles = (['log', 'info', 'warn', 'error'] as const).map((level) => jest.spyOn(console, level).mockImplementation(() => undefined));

async function start(options: Partial<TeamsOptions> = {}) {
  const bot = await startTeamsBot(options);
  started.push(bot);
  return { ...bot, person: bot.teams.person(ann) };
}

afterEach(async () => {
  await Promise.all(started.map((bot) => bot.stop()));
  started = [];
  // botbuilder writes errors to the console, with what callers sent in them.
  for (const spy of consoles) expect(spy).not.toHaveBeenCalled();
});

describe('a turn', () => {
  it('should greet once when the installation is told in two ways', async () => {
    const { person, turns, answers } = await start();
    answers(() => ({ kind: 'sentence', text: 'Hello.' }));
    await person.installs();
    expect(turns).toEqual([{ person: ann.id, act: { kind: 'installed' } }]);
    expect(person.texts()).toEqual(['Hello.']);
  });

  it('should hear what a person writes and answer with a card whose notification says what it is', async () => {
    const { person, turns, answers, teams } = await start();
    answers(() => nameCard());
    const [message] = await person.says('  new visitor ');
    expect(turns).toEqual([{ person: ann.id, act: { kind: 'said', text: 'new visitor' } }]);
    expect(message).toMatchObject({ summary: 'Visitor request: your draft', card: { type: 'AdaptiveCard' } });
    expect(teams.posts()).toMatchObject([{ what: 'post', status: 201, hasSummary: true }]);
  });

  it('should give a sentence a summary too', async () => {
    const { person, teams } = await start();
    await person.says('hello');
    expect(person.texts()).toEqual(['Understood.']);
    expect(teams.posts().every(({ hasSummary }) => hasSummary)).toBe(true);
  });

  it('should hear a press with what was typed, and put its card in the place of the pressed one', async () => {
    const { person, turns, answers } = await start();
    answers(() => nameCard());
    const [message] = await person.says('new visitor');
    answers(() => nameCard([{ type: 'TextBlock', text: 'Step 2' }]));
    const pressed = await person.presses('Next', { firstName: 'Zoë' });
    expect(turns.at(-1)).toEqual({
      person: ann.id,
      act: {
        kind: 'pressed',
        verb: 'next',
        data: { draft: 'VR-7K3M9QXA', firstName: 'Zoë' },
        isAutomatic: false,
        cardActivity: message?.activity,
      },
    });
    expect(pressed).toMatchObject({ status: 200, body: { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive' } });
    expect(person.cards()).toHaveLength(1);
    expect(person.lastCard().card).toMatchObject({ body: [{ text: 'Step 2' }] });
  });

  it('should tell a refresh of the client from a press', async () => {
    const { person, turns, answers } = await start();
    answers(() => nameCard());
    await person.says('new visitor');
    await person.refreshes();
    expect(turns.at(-1)?.act).toMatchObject({ kind: 'pressed', verb: 'refresh', isAutomatic: true });
  });

  it('should answer a press with a sentence and leave the card', async () => {
    const { person, answers } = await start();
    answers(() => nameCard());
    await person.says('new visitor');
    answers(() => ({ kind: 'sentence', text: 'Please try again.' }));
    const pressed = await person.presses('Next');
    expect(pressed.body).toEqual({ statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: 'Please try again.' });
    expect(person.buttons()).toEqual(['Next']);
  });

  it('should take a press from a client that knows Action.Submit only', async () => {
    const { person, turns, answers } = await start();
    const fallback = { type: 'Action.Submit', data: { verb: 'next', draft: 'VR-7K3M9QXA' } };
    const refresh = { action: { type: 'Action.Execute', verb: 'show', data: {} } };
    const actions = [{ type: 'Action.Execute', title: 'Next', verb: 'next', fallback }];
    const card = { type: 'AdaptiveCard', version: '1.5', refresh, actions };
    answers(() => ({ kind: 'card', message: { card, summary: 'Draft' } }));
    await person.says('new visitor');
    const answered = await person.submits('Next');
    expect(turns.at(-1)?.act).toMatchObject({ kind: 'pressed', verb: 'next', data: { draft: 'VR-7K3M9QXA' }, isAutomatic: false });
    expect(answered).toHaveLength(1);
  });

  it('should hear the same press again when Teams repeats it under another id', async () => {
    const { person, turns, answers, teams } = await start();
    answers(() => nameCard());
    await person.says('new visitor');
    await person.presses('Next');
    await teams.repeatLast({ newId: true });
    expect(turns.slice(-2).map(({ act }) => act)).toEqual([turns[1]?.act, turns[1]?.act]);
  });

  it('should remember where the person can be reached', async () => {
    const { person, remembered, teams } = await start();
    await person.says('hello');
    expect(remembered).toEqual([
      { person: ann.id, botId: appId, conversation: person.conversation, serviceUrl: teams.serviceUrl, member: person.member },
    ]);
  });

  it('should go on when the conversation cannot be remembered', async () => {
    const { person, lines } = await start({ conversations: { remember: () => Promise.reject(new Error('storage is away')) } });
    await person.says('hello');
    expect(person.texts()).toEqual(['Understood.']);
    expect(lines).toMatchObject([{ level: 'error', fields: { person: ann.id } }]);
  });

  it.each(['groupChat', 'channel'])(
    'should say in a %s that it works in a personal chat, and remember nothing',
    async (conversationType) => {
      const { person, teams, turns, remembered } = await start();
      await person.installs();
      const before = remembered.length;
      const conversation = { id: person.conversation, conversationType, tenantId };
      const response = await teams.sendRaw(
        person.activityOf({ type: 'message', text: 'new visitor', conversation }),
        await teams.authorization(),
      );
      expect(response.status).toBe(200);
      expect(person.texts().at(-1)).toMatch(/personal chat/);
      expect(turns.filter(({ act }) => act.kind === 'said')).toEqual([]);
      expect(remembered).toHaveLength(before);
    },
  );
});

describe('a fault', () => {
  const secret = 'Zoë Quill could not be saved';
  const fail = () => {
    throw new Error(secret);
  };

  it('should become a sentence with a reference in the chat', async () => {
    const { person, answers, lines } = await start();
    answers(fail);
    await person.says('my typed words');
    expect(person.texts()).toEqual([expect.stringContaining('F7K2')]);
    expect(lines).toMatchObject([{ level: 'error', fields: { reference: 'F7K2', person: ann.id } }]);
    expect(JSON.stringify([lines, person.texts()])).not.toMatch(/Quill|typed words/);
  });

  it('should leave the pressed card and what was typed on it', async () => {
    const { person, answers, lines } = await start();
    answers(() => nameCard());
    await person.says('new visitor');
    answers(fail);
    const pressed = await person.presses('Next', { firstName: 'Zoë' });
    expect(pressed.text).toContain('F7K2');
    expect(person.buttons()).toEqual(['Next']);
    expect(JSON.stringify([lines, pressed])).not.toMatch(/Quill|Zoë/);
  });

  it.each([
    ['a 503', { status: 503 }, 503],
    ['a 502', { status: 502 }, 502],
    ['a dropped connection', { drop: true, arrives: true }, 0],
    ['a 429 with Retry-After', { status: 429, retryAfter: 1 }, 429],
  ])('of the connector should cost one attempt only: %s', async (_, fault, status) => {
    const { person, teams, lines } = await start();
    teams.fail({ ...fault, times: 5 });
    await person.says('hello');
    expect(teams.posts().map((attempt) => attempt.status)).toEqual([status]);
    expect(lines).toMatchObject([{ level: 'error', fields: { reference: 'F7K2', person: ann.id } }]);
  });

  it('of the connector should not lead the bot to another address', async () => {
    const { person, teams, lines } = await start();
    teams.fail({ status: 307, location: `/teams/v3/conversations/${encodeURIComponent(person.conversation)}/activities` });
    await person.says('hello');
    expect(teams.posts().map((attempt) => attempt.status)).toEqual([307]);
    expect(lines).toHaveLength(1);
  });

  it('should leave the next turn alone', async () => {
    const { person, answers } = await start();
    answers(fail);
    await person.says('one');
    answers(() => ({ kind: 'sentence', text: 'All is well.' }));
    await person.says('two');
    expect(person.texts().at(-1)).toBe('All is well.');
  });
});

describe('somebody who sends too much', () => {
  const turnedAway = async (isFirst: boolean) => {
    const bot = await startTeamsBot({ admit: () => ({ kind: 'over', isFirst }) });
    started.push(bot);
    return { ...bot, person: bot.teams.person(ann) };
  };

  it('should be told once in the chat, and logged once', async () => {
    const { person, turns, lines } = await turnedAway(true);
    await person.says('hello');
    expect(person.texts()).toEqual([sentences.tooMuch]);
    expect(turns).toEqual([]);
    expect(lines).toEqual([expect.objectContaining({ level: 'warn', fields: { person: ann.id, type: 'message' } })]);
  });

  it('should then cost no message, no log line and no memory of the chat', async () => {
    const { person, teams, turns, lines, remembered } = await turnedAway(false);
    await person.says('hello');
    await person.installs();
    const group = { conversation: { id: '19:many@thread.v2', conversationType: 'groupChat', tenantId } };
    await teams.sendRaw(person.activityOf({ type: 'message', text: 'hello', ...group }), await teams.authorization());
    expect([teams.posts(), turns, lines, remembered]).toEqual([[], [], [], []]);
  });

  it.each([true, false])('should have every press answered in words, with HTTP 200 (first: %s)', async (isFirst) => {
    const { person, teams, turns } = await turnedAway(isFirst);
    const value = { action: { type: 'Action.Execute', verb: 'next', data: {} }, trigger: 'manual' };
    const press = person.activityOf({ type: 'invoke', name: 'adaptiveCard/action', replyToId: '1', value });
    const response = await teams.sendRaw(press, await teams.authorization());
    expect([response.status, await response.json()]).toEqual([
      200,
      { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: sentences.tooMuch },
    ]);
    expect([teams.posts(), turns]).toEqual([[], []]);
  });

  it('should be nobody whom only the body names', async () => {
    const asked: string[] = [];
    const bot = await startTeamsBot({ admit: (who) => (asked.push(who), { kind: 'over', isFirst: true }) });
    started.push(bot);
    const forged = bot.teams.person(ann).activityOf({ type: 'message', text: 'hello' });
    expect((await bot.teams.sendRaw(forged)).status).toBe(401);
    expect(asked).toEqual([]);
  });

  it('should leave again whatever becomes of the turn', async () => {
    let inside = 0;
    const admit = () => ((inside += 1), { kind: 'admitted' as const, leave: () => void (inside -= 1) });
    const bot = await startTeamsBot({ admit });
    started.push(bot);
    const seen: number[] = [];
    bot.answers(() => {
      seen.push(inside);
      throw new Error('broken');
    });
    await bot.teams.person(ann).says('hello');
    expect([seen, inside]).toEqual([[1], 0]);
  });
});

describe('the configuration', () => {
  const options: TeamsOptions = {
    appId,
    tenantId,
    appType: 'SingleTenant',
    password: 'only-for-this-test',
    isServiceUrlAllowed: () => true,
    isFileUrlAllowed: () => false,
    callers: 'tokens',
    handle: async () => ({ kind: 'sentence', text: '' }),
    admit: () => ({ kind: 'admitted', leave: () => undefined }),
    conversations: { remember: async () => undefined },
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    reference: () => '',
  };

  it('should be refused without an app id', () => {
    expect(() => createTeams({ ...options, appId: ' ' })).toThrow('app id');
  });

  it('should be refused without the password of a single-tenant bot', () => {
    const { password: _, ...without } = options;
    expect(() => createTeams(without)).toThrow('password');
  });

  it('should be taken for a managed identity, which has no password', () => {
    const { password: _, ...without } = options;
    expect(createTeams({ ...without, appType: 'UserAssignedMSI' })).toHaveProperty('chat');
  });

  it('should take callers without a token in local mode, and call without one', async () => {
    const bot = await startTeamsBot({ callers: 'none', credentials: undefined as never });
    started.push(bot);
    await bot.teams.person(ann).says('hello');
    expect(bot.teams.posts()).toMatchObject([{ status: 201 }]);
  });

  it.each([
    ['https://smba.trafficmanager.net/emea/', true],
    // Whoever may name a host below a known one would be sent the bot's token.
    ['https://europe.smba.trafficmanager.net/', false],
    ['https://smba.trafficmanager.net./', false],
    ['http://smba.trafficmanager.net/', false],
    ['https://smba.trafficmanager.net:8443/', false],
    ['https://smba.trafficmanager.net@elsewhere.example/', false],
    ['https://user:word@smba.trafficmanager.net/', false],
    ['https://smba.trafficmanager.net.elsewhere.example/', false],
    ['https://xsmba.trafficmanager.net/', false],
    ['https://169.254.169.254/', false],
  ])('should judge %s as an address of the service: %s', (url, isAllowed) => {
    expect(onHosts(['smba.trafficmanager.net'])(new URL(url))).toBe(isAllowed);
  });
});
