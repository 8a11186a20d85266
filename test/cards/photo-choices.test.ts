import { photoChoicesCard } from '../../cards/photo-choices';
import { complete, context, makeDraft } from './examples/context';
import { richTexts, verbsOf } from './walk';

describe('the card that asks whose photo it is', () => {
  const drafts = [makeDraft({ id: 'VR-7K3M9QXA', answers: complete }), makeDraft({ id: 'VR-8K3M9QXB' })];
  const { card } = photoChoicesCard({ drafts, context });

  it('should name each draft, and carry nothing but its id', () => {
    expect(richTexts(card)).toContain('No name yet');
    expect(verbsOf(card).filter(({ verb }) => verb === 'use-sent-photo')).toMatchObject(drafts.map(({ id }) => ({ data: { draft: id } })));
    expect(verbsOf(card).flatMap(({ data }) => Object.keys(data))).toEqual(['draft', 'draft']);
  });

  it('should be drawn again as the same question', () => {
    expect(card).toMatchObject({ refresh: { action: { verb: 'photo-choices', data: {} } } });
  });
});
