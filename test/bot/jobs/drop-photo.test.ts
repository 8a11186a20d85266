import { deleteUnnamedPhoto } from '../../../bot/jobs/drop-photo';
import type { WorkPorts } from '../../../bot/outbox/work-ports';
import { makeDraft, makeRequest, sponsorId } from '../../make';

const blob = 'a'.repeat(32);
const other = 'b'.repeat(32);
const answersWith = (name: string) => ({ ...makeRequest().answers, photo: { blob: name } });

async function goes(draft: object | undefined, request: object | undefined): Promise<boolean> {
  const gone: string[] = [];
  const ports = {
    drafts: { read: async () => draft && { value: draft } },
    requests: { read: async () => request && { value: request } },
    photos: { delete: async (name: string) => void gone.push(name) },
  } as unknown as WorkPorts;
  await deleteUnnamedPhoto({ kind: 'photo', id: 'VR-7K3M9QXA', sponsor: sponsorId, blob }, ports);
  return gone.includes(blob);
}

it.each([
  ['go when its draft is gone', undefined, undefined, true],
  ['go when its draft shows another', makeDraft({ answers: answersWith(other) }), undefined, true],
  ['stay while its draft shows it', makeDraft({ answers: answersWith(blob) }), undefined, false],
  ['stay when a request took it along', undefined, makeRequest({ answers: answersWith(blob) }), false],
  [
    'stay when it is what a returned request shows',
    makeDraft({ answers: answersWith(other), changes: { revision: 2, department: 'history', photo: blob } }),
    undefined,
    false,
  ],
])('should %s', async (_what, draft, request, isGone) => {
  expect(await goes(draft, request)).toBe(isGone);
});

it('should stay when its draft becomes a request while both are looked for', async () => {
  const gone: string[] = [];
  let isMade = false;
  const ports = {
    drafts: {
      read: async () => {
        await new Promise((resolve) => setImmediate(resolve));
        isMade = true;
        return undefined;
      },
    },
    requests: { read: async () => (isMade ? { value: makeRequest({ answers: answersWith(blob) }) } : undefined) },
    photos: { delete: async (name: string) => void gone.push(name) },
  } as unknown as WorkPorts;
  await deleteUnnamedPhoto({ kind: 'photo', id: 'VR-7K3M9QXA', sponsor: sponsorId, blob }, ports);
  expect(gone).toEqual([]);
});
