import { idAfter, idInstead } from '../../../bot/asking/draft-ids';
import { requestIdPattern } from '../../../bot/domain/request/visitor-request';
import { sponsorId, strangerId } from '../../make';

it.each([
  ['after another', idAfter],
  ['instead of one that is taken', idInstead],
])('should make the same reference %s for the same person, and another for anybody else', async (_what, idOf) => {
  const id = await idOf('VR-7K3M9QXA', sponsorId);
  expect(id).toMatch(requestIdPattern);
  expect(await idOf('VR-7K3M9QXA', sponsorId)).toBe(id);
  expect(new Set([id, await idOf('VR-7K3M9QXA', strangerId), await idOf('VR-7K3M9QXB', sponsorId)]).size).toBe(3);
});

it('should not confuse the two', async () => {
  expect(await idAfter('VR-7K3M9QXA', sponsorId)).not.toBe(await idInstead('VR-7K3M9QXA', sponsorId));
});
