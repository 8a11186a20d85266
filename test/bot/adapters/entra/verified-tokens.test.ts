import { rememberVerified, tokensRemembered, type VerifiedTokensOptions } from '../../../../bot/adapters/entra/verified-tokens';

const ends = 1_800_000_000;

function start(options: Partial<VerifiedTokensOptions> = {}) {
  const verify = jest.fn(async (_token: string) => ({
    payload: { exp: ends, sub: 'ann' } as { exp?: number },
    kid: 'one' as string | undefined,
  }));
  const clock = { now: (ends - 60) * 1_000 };
  const published = new Set(['one']);
  const check = rememberVerified({ verify, isPublished: (kid) => published.has(kid), now: () => clock.now, ...options });
  return { verify, clock, published, check };
}

it('should verify a token once, and say the same of it again', async () => {
  const { verify, check } = start();
  const first = await check('a.b.c');
  expect(await check('a.b.c')).toBe(first);
  expect(verify.mock.calls).toEqual([['a.b.c']]);
});

it('should verify a token anew that differs in its signature alone', async () => {
  const { verify, check } = start();
  await check('a.b.c');
  verify.mockRejectedValueOnce(new Error('signature'));
  await expect(check('a.b.d')).rejects.toThrow('signature');
  expect(verify).toHaveBeenCalledTimes(2);
});

it('should verify a token anew once it has ended', async () => {
  const { verify, clock, check } = start();
  await check('a.b.c');
  clock.now = ends * 1_000 - 1;
  await check('a.b.c');
  expect(verify).toHaveBeenCalledTimes(1);
  clock.now = ends * 1_000;
  await check('a.b.c');
  expect(verify).toHaveBeenCalledTimes(2);
});

it('should verify a token anew whose key is no longer published', async () => {
  const { verify, published, check } = start();
  await check('a.b.c');
  published.clear();
  verify.mockRejectedValueOnce(new Error('no such key'));
  await expect(check('a.b.c')).rejects.toThrow('no such key');
});

it.each([
  ['no end', { payload: {}, kid: 'one' }],
  ['no name of its key', { payload: { exp: ends }, kid: undefined }],
])('should verify a token with %s each time', async (_, token) => {
  const { verify, check } = start();
  verify.mockResolvedValue(token);
  await check('a.b.c');
  await check('a.b.c');
  expect(verify).toHaveBeenCalledTimes(2);
});

it('should remember no refusal, so that a fault of the keys ends with the fault', async () => {
  const { verify, check } = start();
  verify.mockRejectedValueOnce(new Error('keys'));
  await expect(check('a.b.c')).rejects.toThrow('keys');
  expect(await check('a.b.c')).toMatchObject({ kid: 'one' });
});

it('should keep no more than it may, and forget the oldest first', async () => {
  const { verify, check } = start();
  for (let place = 0; place <= tokensRemembered; place += 1) await check(`token ${place}`);
  await check(`token ${tokensRemembered}`);
  await check('token 1');
  expect(verify).toHaveBeenCalledTimes(tokensRemembered + 1);
  await check('token 0');
  expect(verify).toHaveBeenCalledTimes(tokensRemembered + 2);
});
