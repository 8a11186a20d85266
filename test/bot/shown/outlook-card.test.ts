import { drawOutlookCard, drawOutlookNotice } from '../../../bot/shown/outlook-card';
import { readActionLink } from '../../../bot/shown/outlook-link';
import { decidersFor } from '../../../bot/verbs/people';
import { outlookCard } from '../../../cards/outlook-schema';
import { outlookWorld } from '../../fakes/outlook-token';
import { makePorts } from '../../fakes/ports';
import { textOf } from '../../journeys/steps';
import { headId, makeRequest } from '../../make';

const openUrl = (place = 'chat') => `https://teams.example/${place}`;
const ports = () => ({ ...makePorts(), outlook: { ...outlookWorld, openUrl } });

async function drawn(request = makeRequest(), there = ports()): Promise<object> {
  const card = await drawOutlookCard(request, 'decider', headId, await decidersFor(request, there), there);
  return outlookCard.parse(JSON.parse(JSON.stringify(card)));
}

const linksOf = (card: object) =>
  [...JSON.stringify(card).matchAll(/https:\/\/alms\.bantshire\.example\/api\/outlook\/([^"]+)/g)].map(([, path]) => path ?? '');

const addressesOf = (card: object) => [...JSON.stringify(card).matchAll(/https:\/\/teams\.example[^"]*/g)].map(([address]) => address);

describe('the card of a mail', () => {
  it('should be one that Outlook takes, from our provider, with its ways to act signed for its reader', async () => {
    const there = ports();
    const card = await drawn(makeRequest(), there);
    expect(card).toMatchObject({ originator: outlookWorld.originator, hideOriginalBody: true });
    const read = linksOf(card).map((path) => readActionLink(path, outlookWorld.linkKeys, there.clock.now())?.link);
    expect(read.map((link) => link?.verb)).toEqual(['show', 'approve', 'approve-changed', 'reject', 'return', 'pass-on']);
    for (const link of read) expect(link).toMatchObject({ seen: { request: 'VR-7K3M9QXA', revision: 1 }, recipient: headId });
    expect(addressesOf(card)).toEqual(['https://teams.example/request/VR-7K3M9QXA']);
  });

  it('should offer to undo a decision while that is possible', async () => {
    const there = ports();
    const at = there.clock.now().toInstant().toString();
    const decision = { verb: 'approve' as const, by: headId, at, channel: 'outlook' as const };
    const card = await drawn(makeRequest({ status: 'approved', revision: 2, decision }), there);
    expect(textOf(card)).toContain('Approved by Eleanor Brightwater');
    expect(linksOf(card).map((link) => link.split('/')[0])).toEqual(['show', 'recall']);
  });

  it('should be drawn by nobody who was not given the sponsor’s telephone, address or photo', async () => {
    expect(JSON.stringify(await drawn())).not.toMatch(/01632|0123456789abcdef|data:image/);
  });

  it('should be a sentence with the way to Teams where there is nothing to show', () => {
    const notice = drawOutlookNotice('Nothing here.', ports());
    expect(textOf(outlookCard.parse(notice))).toBe('Nothing here.\nOpen in Teams');
    expect(addressesOf(notice)).toEqual(['https://teams.example/chat']);
  });
});
