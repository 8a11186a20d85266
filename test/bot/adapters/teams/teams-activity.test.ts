import { incomingOf, parseActivity } from '../../../../bot/adapters/teams/teams-activity';
import { ann, appId, startTeamsBot, type TeamsBot, tenantId } from '../../../fakes/teams-bot';

type Json = Record<string, unknown>;

let bot: TeamsBot;
const consoles = (['log', 'info', 'warn', 'error'] as const).map((level) => jest.spyOn(console, level).mockImplementation(() => undefined));

beforeAll(async () => {
  bot = await startTeamsBot();
  await bot.teams.person(ann).installs();
});
afterAll(async () => {
  await bot.stop();
  for (const spy of consoles) expect(spy).not.toHaveBeenCalled();
});
beforeEach(() => {
  bot.turns.length = 0;
});

function activityOf(rest: Json): Json {
  return bot.teams.person(ann).activityOf({ type: 'message', text: 'new visitor', ...rest });
}

const without = (activity: Json, key: string) => Object.fromEntries(Object.entries(activity).filter(([name]) => name !== key));

/** Sends with a good token, then proves that nothing happened and that the next turn works. */
async function expectRefused(body: unknown, status: number, headers: Record<string, string> = {}) {
  const attempts = bot.teams.posts().length;
  const response = await bot.teams.sendRaw(body, { ...(await tokenFor(body)), ...headers });
  expect(response.status).toBe(status);
  expect(response.headers.get('content-type')).toMatch(/^application\/json/);
  const text = await response.text();
  expect(JSON.parse(text)).toEqual({ status, title: expect.any(String) });
  expect(text).not.toMatch(/node_modules|\.ts:|Error:/);
  expect(bot.turns).toEqual([]);
  expect(bot.teams.posts()).toHaveLength(attempts);
  await bot.teams.person(ann).says('hello');
  expect(bot.turns).toHaveLength(1);
}

async function tokenFor(body: unknown): Promise<Record<string, string>> {
  const named = (body as Json | null)?.['serviceUrl'];
  const serviceurl = typeof named === 'string' ? named : bot.teams.serviceUrl;
  return { authorization: `Bearer ${await bot.issuer.mint({ serviceurl })}` };
}

describe('a hostile activity', () => {
  it.each<[string, unknown]>([
    ['that is no JSON', '{"type":'],
    ['that is empty', ''],
    ['that is {}', {}],
    ['that is null', 'null'],
    ['that is an array', '[]'],
    ['that is an array of activities', '[{"type":"message"}]'],
    ['that is a number', '7'],
    ['that is brackets 50,000 deep', '['.repeat(50_000)],
  ])('%s is a bad request', async (_, body) => {
    await expectRefused(body, 400);
  });

  it.each<[string, Json]>([
    ['a number for its type', { type: 7 }],
    ['an object for its text', { text: { toString: 'x' } }],
    ['an array for its conversation', { conversation: [] }],
    ['a number for its conversation id', { conversation: { id: 7, tenantId } }],
    ['letters in its conversation id that no address can hold', { conversation: { id: 'O\u2019Brien', tenantId } }],
    ['a space in the id that it answers to', { replyToId: 'a b' }],
    ['a text for its sender', { from: 'Ann' }],
    ['a sender without a directory id', { from: { id: '29:1' } }],
    ['a directory id that is no GUID', { from: { id: '29:1', aadObjectId: "x' or 1 eq 1" } }],
    ['a serviceUrl that is no address', { serviceUrl: 'smba' }],
    ['a number for its serviceUrl', { serviceUrl: 7 }],
    ['another channel', { channelId: 'emulator' }],
    ['no channel', { channelId: undefined }],
    ['no serviceUrl', { serviceUrl: undefined }],
    ['no conversation', { conversation: undefined }],
    ['no sender', { from: undefined }],
    ['no type', { type: undefined }],
  ])('with %s is a bad request', async (_, wrong) => {
    await expectRefused(activityOf(wrong), 400);
  });

  it.each<[string, unknown]>([
    ['no value', undefined],
    ['no action', {}],
    ['an action that is null', { action: null }],
    ['an action without a verb', { action: { type: 'Action.Execute', data: {} } }],
    ['a verb that is an object', { action: { type: 'Action.Execute', verb: {}, data: {} } }],
    ['a verb of 5,000 letters', { action: { type: 'Action.Execute', verb: 'x'.repeat(5_000) } }],
    ['data that is a list', { action: { type: 'Action.Execute', verb: 'next', data: [1] } }],
    ['data that is a text', { action: { type: 'Action.Execute', verb: 'next', data: 'x' } }],
  ])('that presses with %s is a bad request', async (_, value) => {
    await expectRefused(activityOf({ type: 'invoke', name: 'adaptiveCard/action', value }), 400);
  });

  it('of more than 256 KB is too large', async () => {
    await expectRefused(activityOf({ text: 'x'.repeat(256 * 1024) }), 413);
  });

  it('of more than 256 KB is too large when its length is not said', async () => {
    let pulled = 0;
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1;
        controller.enqueue(new Uint8Array(64 * 1024).fill(32));
      },
    });
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body, duplex: 'half' } as RequestInit;
    const response = await bot.bot.process(new Request('http://127.0.0.1/api/messages', init));
    expect(response.status).toBe(413);
    expect(pulled).toBeLessThan(10);
  });

  it('of more than 256 KB is too large, whatever its length is said to be', async () => {
    const headers = { 'content-type': 'application/json', 'content-length': '100' };
    const init = { method: 'POST', headers, body: JSON.stringify(activityOf({ text: 'x'.repeat(256 * 1024) })) };
    expect((await bot.bot.process(new Request('http://127.0.0.1/api/messages', init))).status).toBe(413);
  });

  it('that is not UTF-8 is a bad request', async () => {
    const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: Buffer.from([0x22, 0xff, 0xfe, 0x22]) };
    expect((await bot.bot.process(new Request('http://127.0.0.1/api/messages', init))).status).toBe(400);
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', ''])(
    'of the content type “%s”, which a web page could send, is not taken',
    async (type) => {
      await expectRefused(activityOf({}), 415, { 'content-type': type });
    },
  );

  it('that is fetched is not taken', async () => {
    expect((await bot.bot.process(new Request('http://127.0.0.1/api/messages'))).status).toBe(405);
  });

  const foreign = '77777777-7777-4777-8777-777777777777';
  it.each<[string, Json]>([
    ['another tenant', { conversation: { id: 'a:1', tenantId: foreign }, channelData: { tenant: { id: foreign } } }],
    ['another tenant in its conversation only', { conversation: { id: 'a:1', tenantId: foreign } }],
    ['another tenant in its channel data only', { channelData: { tenant: { id: foreign } } }],
    ['no tenant', { conversation: { id: 'a:1' }, channelData: {} }],
  ])('of %s is forbidden', async (_, wrong) => {
    await expectRefused(activityOf(wrong), 403);
  });

  it.each([
    'http://127.0.0.1:1/',
    'http://169.254.169.254/latest/meta-data/',
    'https://smba.trafficmanager.net.elsewhere.example/',
    'file:///etc/passwd',
  ])('that wants its answer sent to %s is forbidden', async (serviceUrl) => {
    await expectRefused(activityOf({ serviceUrl }), 403);
  });

  it.each<[string, Json]>([
    ['that presses nothing', { type: 'invoke', name: 'adaptiveCard/action', value: {} }],
    ['that is of nobody', { from: { id: '29:1' } }],
  ])('%s is looked at no further than its envelope without a token', async (_, wrong) => {
    expect((await bot.teams.sendRaw(activityOf(wrong))).status).toBe(401);
  });

  it('of another tenant learns nothing without a token', async () => {
    const response = await bot.teams.sendRaw(
      activityOf({ conversation: { id: 'a:1', tenantId: foreign }, serviceUrl: 'http://127.0.0.1:1/' }),
    );
    expect(response.status).toBe(401);
  });
});

describe('an activity that is not for us', () => {
  it.each(['typing', 'messageReaction', 'endOfConversation', 'messageDelete'])('should be acknowledged: %s', async (type) => {
    const response = await bot.teams.sendRaw(activityOf({ type }), await bot.teams.authorization());
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
    expect(bot.turns).toEqual([]);
  });

  it.each(['application/search', 'signin/verifyState'])('should get an error that clients understand: the invoke %s', async (name) => {
    const response = await bot.teams.sendRaw(activityOf({ type: 'invoke', name, value: {} }), await bot.teams.authorization());
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      statusCode: 400,
      type: 'application/vnd.microsoft.error',
      value: { code: 'BadRequest' },
    });
    expect(bot.turns).toEqual([]);
  });

  it('should be ignored when the bot is removed', async () => {
    await bot.teams.sendRaw(activityOf({ type: 'installationUpdate', action: 'remove' }), await bot.teams.authorization());
    expect(bot.turns).toEqual([]);
  });
});

describe('a dialog', () => {
  const fetching = (rest: Json) => activityOf({ type: 'invoke', name: 'task/fetch', replyToId: 'card-1', ...rest });
  const data = { msteams: { type: 'task/fetch' }, verb: 'photo-dialog', draft: 'VR-7K3M9QXA' };
  const answerTo = async (activity: Json) => await (await bot.teams.sendRaw(activity, await bot.teams.authorization())).text();

  it('should be asked for with the data of its button and the card that it is on', async () => {
    await answerTo(fetching({ value: { data, context: { theme: 'dark' } } }));
    expect(bot.turns).toEqual([{ person: ann.id, act: { kind: 'opens', verb: 'photo-dialog', data, cardActivity: 'card-1' } }]);
  });

  it('should show the page, and elsewhere its address for a browser', async () => {
    bot.answers(() => ({ kind: 'dialog', title: 'Photo', url: 'https://alms.example/a', fallbackUrl: 'https://alms.example/b' }));
    const body = JSON.parse(await answerTo(fetching({ value: { data } }))) as Json;
    expect(body).toEqual({
      task: {
        type: 'continue',
        value: {
          title: 'Photo',
          url: 'https://alms.example/a',
          fallbackUrl: 'https://alms.example/b',
          width: 'medium',
          height: 'large',
        },
      },
    });
  });

  it('should hold a sentence where there is no page', async () => {
    bot.answers(() => ({ kind: 'sentence', text: 'Gone.' }));
    expect(JSON.parse(await answerTo(fetching({ value: { data } })))).toEqual({ task: { type: 'message', value: 'Gone.' } });
    const group = { conversation: { id: '19:1', conversationType: 'groupChat', tenantId } };
    expect(await answerTo(fetching({ value: { data }, ...group }))).toMatch(/"type":"message","value":"I work in a personal chat only/);
  });

  it('should be told which draft it closed over, and stay closed', async () => {
    bot.answers(() => ({ kind: 'closed' }));
    expect(await answerTo(activityOf({ type: 'invoke', name: 'task/submit', value: { data: { draft: 'VR-7K3M9QXA' } } }))).toBe('');
    expect(bot.turns.map(({ act }) => act)).toEqual([{ kind: 'closes', draft: 'VR-7K3M9QXA' }]);
  });

  it('should close on whatever else its page hands over, which nobody reads', async () => {
    for (const value of [{ data: { photo: 'saved' } }, { data: 'x' }, undefined]) {
      expect(await answerTo(activityOf({ type: 'invoke', name: 'task/submit', value }))).toBe('');
    }
    expect(bot.turns).toEqual([]);
  });

  it.each<[string, unknown]>([
    ['nothing', undefined],
    ['no data', {}],
    ['data without a verb', { data: { draft: 'VR-7K3M9QXA' } }],
    ['data that is a text', { data: 'photo-dialog' }],
  ])('should not open by %s', async (_, value) => {
    await expectRefused(fetching({ value }), 400);
  });
});

describe('what a person writes', () => {
  const readJson = (json: Json) => {
    const activity = parseActivity(json);
    return activity && incomingOf(activity);
  };
  const read = (rest: Json) => readJson(activityOf(rest));
  const said = (text: string) => ({ kind: 'turn', turn: { person: ann.id, act: { kind: 'said', text } } });

  it('should lose the mention of the bot, and of nobody else', () => {
    const mention = (id: string, text: string) => ({ type: 'mention', text, mentioned: { id, name: 'x' } });
    const entities = [mention(`28:${appId}`, '<at>ALMS</at>'), mention('29:bob', '<at>Bob</at>'), { type: 'mention', text: 7 }, null];
    expect(read({ text: '<at>ALMS</at> new visitor <at>Bob</at>', entities })).toEqual(said('new visitor <at>Bob</at>'));
  });

  it('should be searched for a mention among its first ten entities and in its first 4,000 characters only', () => {
    const mine = { type: 'mention', text: '<at>ALMS</at>', mentioned: { id: `28:${appId}` } };
    const others = (count: number) => Array.from({ length: count }, () => ({ type: 'clientInfo' }));
    expect(read({ text: '<at>ALMS</at> help', entities: [...others(9), mine] })).toEqual(said('help'));
    expect(read({ text: '<at>ALMS</at> help', entities: [...others(10), mine] })).toEqual(said('<at>ALMS</at> help'));
    // The cut goes before the search: of what lies behind it nothing can move up.
    const text = `${'<at>ALMS</at>'.repeat(300)}${'x'.repeat(5_000)}`;
    expect(read({ text, entities: [mine] })).toEqual(said('x'.repeat(100)));
  });

  it('should be cut to 1,000 characters without breaking one', () => {
    expect(read({ text: `${'x'.repeat(999)}😀😀` })).toEqual(said(`${'x'.repeat(999)}😀`));
  });

  describe('with pictures', () => {
    const file = (downloadUrl: unknown) => ({
      contentType: 'application/vnd.microsoft.teams.file.download.info',
      contentUrl: 'https://bantshire-my.sharepoint.com/visitor.jpg',
      content: { downloadUrl, uniqueId: '1', fileType: 'jpg' },
    });
    const html = { contentType: 'text/html', content: '<p><img src="https://elsewhere.example/x"></p>' };
    const sent = (...pictures: Json[]) => ({ kind: 'turn', turn: { person: ann.id, act: { kind: 'sent', pictures } } });
    const a = 'https://bantshire-my.sharepoint.com/a?tempauth=1';

    it('should be the files and the pasted pictures among its attachments', () => {
      const pasted = { contentType: 'image/*', contentUrl: 'https://smba.trafficmanager.net/a/views/original' };
      expect(read({ text: undefined, attachments: [file(a)] })).toEqual(sent({ kind: 'file', url: a }));
      expect(read({ attachments: [pasted, html] })).toEqual(sent({ kind: 'pasted', url: pasted.contentUrl }));
      expect(read({ attachments: [file(a), pasted] })).toEqual(sent({ kind: 'file', url: a }, { kind: 'pasted', url: pasted.contentUrl }));
    });

    it('should be plain words where no attachment is a picture with an address', () => {
      const none = [html, file(7), file('x'), file(`https://x.example/${'x'.repeat(4_000)}`), { contentType: 'image/png' }, null, 7, {}];
      for (const one of none) expect(read({ attachments: [one] })).toEqual(said('new visitor'));
      expect(read({ attachments: null })).toEqual(said('new visitor'));
    });

    it('should be looked for among its first ten attachments only', () => {
      const others = Array.from({ length: 10 }, () => html);
      expect(read({ attachments: [...others, file(a)] })).toEqual(said('new visitor'));
    });

    it('should be a press where it is one', () => {
      expect(read({ value: { verb: 'help' }, attachments: [file(a)] })).toMatchObject({ turn: { act: { kind: 'pressed' } } });
    });
  });

  it('should be empty for a picture without words', () => {
    expect(read({ text: undefined })).toEqual(said(''));
  });

  it('should come from the directory id in lower case', () => {
    const from = { id: '29:1', aadObjectId: ann.id.toUpperCase() };
    expect(read({ from })).toEqual(said('new visitor'));
  });

  it('should be read with the nulls that Teams sends', () => {
    const nulls = { entities: null, value: null, replyToId: null, name: null, channelData: { tenant: { id: tenantId } } };
    expect(read(nulls)).toEqual(said('new visitor'));
    expect(readJson(without(activityOf({}), 'recipient'))).toEqual(said('new visitor'));
  });

  it('should not be taken for a press when the value of a message has no verb', () => {
    expect(read({ value: { verb: 7 } })).toEqual(said('new visitor'));
  });
});
