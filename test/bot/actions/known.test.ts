import { isKnown } from '../../../bot/actions/known';
import { makePorts } from '../../fakes/ports';
import { sponsorId } from '../../make';

describe('whether the directory answers for somebody', () => {
  it('should be so for whoever it knows, and for whoever it says it does not', async () => {
    const ports = makePorts();
    expect(await isKnown(sponsorId, ports)).toBe(true);
    expect(await isKnown('00000000-0000-4000-8000-0000000000ff', ports)).toBe(true);
    expect(ports.lines).toEqual([]);
  });

  it('should not be so while it is away, which is logged without a name', async () => {
    const ports = makePorts();
    ports.people.person = async () => {
      throw new TypeError('Marisol Okafor');
    };
    expect(await isKnown(sponsorId, ports)).toBe(false);
    expect(ports.lines).toMatchObject([{ level: 'warn', fields: { person: sponsorId, fault: 'TypeError' } }]);
    expect(JSON.stringify(ports.lines)).not.toContain('Okafor');
  });
});
