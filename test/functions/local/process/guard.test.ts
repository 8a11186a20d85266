import { guarded } from '../../../../functions/local/process/guard';

const behind = jest.fn(async () => new Response('inside'));
const call = guarded(behind);
const host = '127.0.0.1:3978';

beforeEach(() => behind.mockClear());

async function answerTo(headers: Record<string, string>, method = 'POST'): Promise<number> {
  return (await call(new Request('http://127.0.0.1:3978/api/messages', { method, headers }))).status;
}

describe('the guard of local mode', () => {
  it.each([
    ['a program', { host }],
    ['a program by name', { host: 'localhost:3978' }],
    ['the usual port', { host: 'LOCALHOST' }],
    ['our own page', { host, origin: 'http://127.0.0.1:3978', 'sec-fetch-site': 'same-origin' }],
    ['our own page by name', { host: 'localhost:3978', origin: 'http://localhost:3978', 'sec-fetch-site': 'same-origin' }],
    ['a person who types an address', { host, 'sec-fetch-site': 'none' }],
  ])('should let %s in', async (_, headers) => {
    expect(await answerTo(headers)).toBe(200);
  });

  it.each([
    ['no Host', {}],
    ['an empty Host', { host: '' }],
    ['a name made to point here', { host: 'evil.example:3978' }],
    ['a name that begins like ours', { host: '127.0.0.1.evil.example' }],
    ['a name that ends like ours', { host: 'evil-localhost:3978' }],
    ['another address of this machine', { host: '192.168.1.20:3978' }],
    ['every interface', { host: '0.0.0.0:3978' }],
    ['two hosts', { host: '127.0.0.1:3978, evil.example' }],
    ['a host with a line break', { host: '127.0.0.1:3978 evil.example' }],
    ['a page elsewhere', { host, origin: 'https://evil.example' }],
    ['a page in a sandbox', { host, origin: 'null' }],
    ['a page on another port', { host, origin: 'http://127.0.0.1:8080' }],
    ['a page by our other name', { host, origin: 'http://localhost:3978' }],
    ['a page over https', { host, origin: 'https://127.0.0.1:3978' }],
    ['a form elsewhere, which tells no Origin', { host, 'sec-fetch-site': 'cross-site' }],
    ['a page of a program beside it', { host, 'sec-fetch-site': 'same-site' }],
  ])('should refuse %s, and tell the product nothing of it', async (_, headers) => {
    expect(await answerTo(headers)).toBe(403);
    expect(behind).not.toHaveBeenCalled();
  });

  it('should let a link elsewhere lead here, but not to a foreign name', async () => {
    expect(await answerTo({ host, 'sec-fetch-site': 'cross-site' }, 'GET')).toBe(200);
    expect(await answerTo({ host: 'evil.example', 'sec-fetch-site': 'cross-site' }, 'GET')).toBe(403);
  });

  it('should say why in JSON', async () => {
    const answer = await call(new Request('http://127.0.0.1/', { headers: { host: 'evil.example' } }));
    expect(await answer.json()).toEqual({ title: 'Only 127.0.0.1 and localhost are answered here.' });
  });
});
