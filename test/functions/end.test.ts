import { loadFunctions, productOf } from './load';

it('should let what is under way come to its end before the host ends the app', async () => {
  let finished = 0;
  const finish = async () => void (finished += 1);
  const host = loadFunctions(productOf({ finish }));
  expect(finished).toBe(0);
  await host.terminate();
  expect(finished).toBe(1);
});
