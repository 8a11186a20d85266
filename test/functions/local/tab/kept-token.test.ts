import { keptToken } from '../../../../functions/local/tab/kept-token';

it('should be kept, and asked for anew where the API refuses it or none came', async () => {
  let asked = 0;
  let isAway = false;
  const token = keptToken(async () => {
    if (isAway) throw new Error('no token');
    asked += 1;
    return `token-${asked}`;
  });
  expect([await token(), await token()]).toEqual(['token-1', 'token-1']);
  expect([await token(true), await token()]).toEqual(['token-2', 'token-2']);
  isAway = true;
  await expect(token(true)).rejects.toThrow('no token');
  isAway = false;
  expect(await token()).toBe('token-3');
});
