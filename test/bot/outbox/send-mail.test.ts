import { deliver } from '../../../bot/outbox/deliver';
import { sendMail } from '../../../bot/outbox/send-mail';
import { channelOf, FakeMailer } from '../../fakes/fake-mailer';
import { makePorts } from '../../fakes/ports';
import { headId, sponsorId } from '../../make';
import { mails } from './mail/examples';

const say = (url: string | undefined) => {
  const { link: _link, ...digest } = mails.digest!();
  return { ...digest, ...(url !== undefined && { link: { title: 'Open in Teams', url } }) };
};

describe('sendMail', () => {
  it('should send whatever is to be said to one person, led to where they go on', async () => {
    const mailer = new FakeMailer();
    const mail = { mailer, link: (person: string, place?: string) => `https://teams.example/${person}/${place ?? 'all'}` };
    const ports = { ...makePorts(), mail };
    expect(await sendMail({ person: sponsorId }, say, ports)).toEqual({ outcome: 'delivered', hasCard: false });
    expect(await sendMail({ person: headId }, say, ports, { request: 'VR-7K3M9QXA', card: { type: 'AdaptiveCard' } })).toMatchObject({
      hasCard: true,
    });
    expect(mailer.arrived.map(({ to, html, card }) => [to.address, /href="([^"]*)"/.exec(html)?.[1], card])).toEqual([
      ['marisol.okafor@bantshire.example', `https://teams.example/${sponsorId}/all`, undefined],
      ['eleanor.brightwater@bantshire.example', `https://teams.example/${headId}/request/VR-7K3M9QXA`, { type: 'AdaptiveCard' }],
    ]);
  });

  it('should log what became of it, and nothing of what it says', async () => {
    const mailer = new FakeMailer();
    mailer.answers = () => ({ outcome: 'delivered', hasCard: false });
    const ports = { ...makePorts(), mail: channelOf(mailer) };
    await sendMail({ person: headId }, say, ports, { request: 'VR-7K3M9QXA', card: {} });
    expect(ports.lines).toEqual([
      { level: 'info', fields: { request: 'VR-7K3M9QXA', person: headId, outcome: 'delivered', isWithoutCard: true }, what: 'mail' },
    ]);
  });

  it('should send nothing to whoever has no account, or none that is enabled', async () => {
    const mailer = new FakeMailer();
    const ports = { ...makePorts(), mail: channelOf(mailer) };
    await ports.people.save({ ...(await ports.people.person(headId))!, isEnabled: false });
    for (const person of [headId, '00000000-0000-4000-8000-000000000000']) {
      expect(await sendMail({ person }, say, ports)).toEqual({ outcome: 'unreachable', code: 'no-address' });
    }
    ports.people.fault = new Error('away');
    expect(await sendMail({ person: sponsorId }, say, ports)).toMatchObject({ outcome: 'later', code: 'directory', isAmbiguous: false });
    expect(mailer.tried).toEqual([]);
  });

  it('should reach an address of somebody who is not in the directory, by the same loop, and log no address', async () => {
    const mailer = new FakeMailer();
    const ports = { ...makePorts(), mail: channelOf(mailer) };
    ports.people.fault = new Error('the directory is not asked');
    mailer.answers = () => (mailer.tried.length === 1 ? { outcome: 'later', code: 'NoAnswer', isAmbiguous: true } : undefined);
    const send = () => sendMail({ address: 'o.fairweather@example.org' }, say, ports, { request: 'VR-7K3M9QXA' });
    const plan = { channel: 'mail', causedBy: sponsorId, send } as const;
    const { record, again } = await deliver({}, plan, ports);
    expect(again).toEqual({ code: 'NoAnswer', seconds: 60 });
    ports.clock.pass({ seconds: 60 });
    expect((await deliver(record, plan, ports)).record.attempts?.map(({ code }) => code)).toEqual(['NoAnswer', 'sent']);
    expect(mailer.arrived.map(({ to }) => to)).toEqual([{ address: 'o.fairweather@example.org' }]);
    expect(mailer.arrived[0]?.html).not.toContain('href=');
    expect(JSON.stringify([ports.lines, record])).not.toContain('fairweather');
  });
});
