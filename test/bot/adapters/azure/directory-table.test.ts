import { countStorageCalls } from '../../../fakes/counting-storage';
import { headId, makePerson, sponsorId } from '../../../make';
import { openTestStorage, testBotId, testConnection } from '../../../setup/azurite-storage';

const record = { value: makePerson(), lookedUpAt: '2027-01-18T10:15:00Z' };

describe('the directory table', () => {
  it('should give every process what was said last', async () => {
    const { storage, again } = await openTestStorage();
    expect(await storage.directory.read(sponsorId)).toBeUndefined();
    await storage.directory.write(sponsorId, record);
    await storage.directory.write('role:admins', { ...record, value: [headId] });
    expect(await again().directory.read(sponsorId)).toEqual(record);
    expect(await again().directory.read('role:admins')).toEqual({ ...record, value: [headId] });
    await storage.directory.write(sponsorId, { ...record, lookedUpAt: '2027-01-19T10:15:00Z' });
    expect(await again().directory.read(sponsorId)).toEqual({ ...record, lookedUpAt: '2027-01-19T10:15:00Z' });
  });

  it('should forget, once and twice', async () => {
    const { storage } = await openTestStorage();
    await storage.directory.write(sponsorId, record);
    await storage.directory.forget(sponsorId);
    await storage.directory.forget(sponsorId);
    expect(await storage.directory.read(sponsorId)).toBeUndefined();
  });

  it('should lie beside the conversation of the person and leave it alone', async () => {
    const { storage } = await openTestStorage();
    const conversation = {
      person: sponsorId,
      botId: testBotId,
      conversation: 'a:1',
      serviceUrl: 'https://smba.trafficmanager.net/uk/',
      member: '29:1',
    };
    await storage.conversations.remember(conversation);
    await storage.directory.write(sponsorId, record);
    await storage.directory.forget(sponsorId);
    expect(await storage.conversations.find(sponsorId)).toEqual(conversation);
  });

  it('should cost one call each time', async () => {
    const { storage } = await openTestStorage();
    const counting = countStorageCalls(testConnection());
    await storage.directory.write(sponsorId, record);
    await storage.directory.read(sponsorId);
    expect(counting.calls.table).toHaveLength(2);
    counting.stop();
  });
});
