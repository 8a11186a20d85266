import { type SentPicturesOptions, sentPictures } from '../../../../bot/adapters/teams/sent-pictures';
import { inDomains, onHosts } from '../../../../bot/adapters/teams/teams';
import { connectorAuthorization, connectorCredentials, noCredentials } from '../../../../bot/adapters/teams/teams-connector';
import { type FakeConnector, startConnector } from '../../../fakes/bot-connector';
import { type LogLine, logInto } from '../../../fakes/log-lines';

let oneDrive: FakeConnector;
let connector: FakeConnector;
let lines: LogLine[];
let asked: number;
beforeAll(async () => {
  oneDrive = await startConnector();
  connector = await startConnector();
});
afterAll(async () => {
  await Promise.all([oneDrive.stop(), connector.stop()]);
});
beforeEach(() => {
  lines = [];
  asked = 0;
  for (const one of [oneDrive, connector]) one.downloads.length = 0;
});

const bytes = Buffer.from('picture');
const at = ({ url }: FakeConnector, path: string) => new URL(path, url).href;
const on =
  ({ url }: FakeConnector) =>
  (given: URL) =>
    given.origin === new URL(url).origin;

function pictures(options: Partial<SentPicturesOptions> = {}) {
  return sentPictures({
    isFileUrlAllowed: on(oneDrive),
    isServiceUrlAllowed: on(connector),
    authorization: async () => {
      asked += 1;
      return 'Bearer token-of-the-fake-connector';
    },
    log: logInto(lines),
    ...options,
  });
}

describe('a file', () => {
  it('should be fetched with nothing of ours', async () => {
    oneDrive.files.set('/a', { bytes });
    expect(await pictures().fetch({ kind: 'file', url: at(oneDrive, '/a?tempauth=1') })).toEqual({ outcome: 'fetched', bytes });
    expect(asked).toBe(0);
    expect(Object.keys(oneDrive.downloads[0]?.headers ?? {})).not.toEqual(expect.arrayContaining(['authorization']));
  });

  it('should be followed to an allowed address, and not for ever', async () => {
    oneDrive.files.set('/there', { bytes });
    oneDrive.files.set('/moved', { bytes: Buffer.alloc(0), redirectsTo: '/there' });
    oneDrive.files.set('/loop', { bytes: Buffer.alloc(0), redirectsTo: at(oneDrive, '/loop') });
    expect(await pictures().fetch({ kind: 'file', url: at(oneDrive, '/moved') })).toEqual({ outcome: 'fetched', bytes });
    expect(await pictures().fetch({ kind: 'file', url: at(oneDrive, '/loop') })).toEqual({ outcome: 'refused', code: 'TooManyRedirects' });
    expect(oneDrive.downloads).toHaveLength(6);
  });

  it('should not be followed anywhere else', async () => {
    connector.files.set('/there', { bytes });
    for (const redirectsTo of [at(connector, '/there'), 'http://169.254.169.254/', 'file:///etc/passwd', 'http://[']) {
      oneDrive.files.set('/moved', { bytes: Buffer.alloc(0), redirectsTo });
      expect(await pictures().fetch({ kind: 'file', url: at(oneDrive, '/moved') })).toEqual({ outcome: 'refused', code: 'HostNotAllowed' });
    }
    expect(connector.downloads).toEqual([]);
  });

  it.each([
    'http://bantshire-my.sharepoint.com/x',
    'https://bantshire-my.sharepoint.com.evil.example/x',
    'https://evil-sharepoint.com/x',
    'https://sharepoint.com@evil.example/x',
    'https://user:word@bantshire-my.sharepoint.com/x',
    'https://bantshire-my.sharepoint.com:8443/x',
    'https://169.254.169.254/x',
    'https://[::1]/x',
    'ftp://bantshire-my.sharepoint.com/x',
    'x',
  ])('should not be looked for at %s', async (url) => {
    const fetched = jest.spyOn(globalThis, 'fetch');
    const isFileUrlAllowed = inDomains(['sharepoint.com']);
    expect(await pictures({ isFileUrlAllowed }).fetch({ kind: 'file', url })).toEqual({ outcome: 'refused', code: 'HostNotAllowed' });
    expect(fetched).not.toHaveBeenCalled();
    fetched.mockRestore();
    expect(lines).toEqual([
      { level: 'warn', fields: { kind: 'file', outcome: 'refused', code: 'HostNotAllowed' }, what: expect.any(String) },
    ]);
  });

  it('should be read to ten megabytes and no further', async () => {
    const most = 10 * 1024 * 1024;
    oneDrive.files.set('/most', { bytes: Buffer.alloc(most) });
    oneDrive.files.set('/more', { bytes: Buffer.alloc(most + 1) });
    oneDrive.files.set('/endless', { bytes: Buffer.alloc(1024 * 1024), repeats: 1_000_000 });
    expect(await pictures().fetch({ kind: 'file', url: at(oneDrive, '/most') })).toMatchObject({ outcome: 'fetched' });
    for (const path of ['/more', '/endless']) {
      expect(await pictures().fetch({ kind: 'file', url: at(oneDrive, path) })).toEqual({ outcome: 'too-large' });
    }
  });

  it.each([
    [401, { outcome: 'refused', code: 'Http401' }],
    [403, { outcome: 'refused', code: 'Http403' }],
    [404, { outcome: 'refused', code: 'Http404' }],
    [304, { outcome: 'refused', code: 'Http304' }],
    [429, { outcome: 'later', code: 'Http429' }],
    [503, { outcome: 'later', code: 'Http503' }],
  ])('should be told apart by the answer %i', async (status, expected) => {
    oneDrive.files.set('/a', { bytes, failsWith: [status] });
    expect(await pictures().fetch({ kind: 'file', url: at(oneDrive, '/a') })).toEqual(expected);
    expect(lines).toMatchObject([{ level: 'warn', fields: { code: expected.code } }]);
  });

  it('should not be waited for without end, nor a line that is dead be a fault', async () => {
    oneDrive.files.set('/hangs', { bytes, hangs: true });
    const short = pictures({ fetchAtMost: 100 });
    expect(await short.fetch({ kind: 'file', url: at(oneDrive, '/hangs') })).toEqual({ outcome: 'later', code: 'Timeout' });
    const dead = await startConnector();
    await dead.stop();
    const url = at(dead, '/a');
    expect(await pictures({ isFileUrlAllowed: () => true }).fetch({ kind: 'file', url })).toEqual({ outcome: 'later', code: 'Network' });
    expect(JSON.stringify(lines)).not.toContain(url);
  });
});

describe('a pasted picture', () => {
  const path = '/teams/v3/attachments/1/views/original';

  it('should be fetched with the bot’s token', async () => {
    connector.files.set(path, { bytes, needsToken: true });
    expect(await pictures().fetch({ kind: 'pasted', url: at(connector, path) })).toEqual({ outcome: 'fetched', bytes });
    const without = pictures({ authorization: async () => undefined });
    expect(await without.fetch({ kind: 'pasted', url: at(connector, path) })).toEqual({ outcome: 'refused', code: 'Http401' });
  });

  it('should get no token where it lies with anybody else, OneDrive included', async () => {
    oneDrive.files.set(path, { bytes });
    expect(await pictures().fetch({ kind: 'pasted', url: at(oneDrive, path) })).toEqual({ outcome: 'refused', code: 'HostNotAllowed' });
    expect([asked, oneDrive.downloads]).toEqual([0, []]);
  });

  it.each([
    'https://evil.smba.trafficmanager.net/v3/attachments/1/views/original',
    'https://smba.trafficmanager.net.evil.example/v3/attachments/1/views/original',
    'https://smba.trafficmanager.net./v3/attachments/1/views/original',
    'https://evil-smba.trafficmanager.net/v3/attachments/1/views/original',
    'https://trafficmanager.net/v3/attachments/1/views/original',
    'https://smba.trafficmanager.net:8443/v3/attachments/1/views/original',
    'https://smba.trafficmanager.net@evil.example/v3/attachments/1/views/original',
    'http://smba.trafficmanager.net/v3/attachments/1/views/original',
  ])('should get no token at %s', async (url) => {
    const fetched = jest.spyOn(globalThis, 'fetch');
    const isServiceUrlAllowed = onHosts(['smba.trafficmanager.net']);
    expect(await pictures({ isServiceUrlAllowed }).fetch({ kind: 'pasted', url })).toEqual({ outcome: 'refused', code: 'HostNotAllowed' });
    expect([asked, fetched.mock.calls]).toEqual([0, []]);
    fetched.mockRestore();
  });

  it('should not be followed anywhere, not even there', async () => {
    connector.files.set('/there', { bytes });
    connector.files.set(path, { bytes: Buffer.alloc(0), redirectsTo: '/there' });
    expect(await pictures().fetch({ kind: 'pasted', url: at(connector, path) })).toEqual({ outcome: 'refused', code: 'Http302' });
    expect(connector.downloads).toHaveLength(1);
  });

  it('should wait for its token no longer than for itself', async () => {
    const forever = pictures({ fetchAtMost: 100, authorization: () => new Promise(() => undefined) });
    expect(await forever.fetch({ kind: 'pasted', url: at(connector, path) })).toEqual({ outcome: 'later', code: 'Timeout' });
    const failing = pictures({ authorization: () => Promise.reject(new Error('no token')) });
    expect(await failing.fetch({ kind: 'pasted', url: at(connector, path) })).toEqual({ outcome: 'later', code: 'Network' });
    expect(connector.downloads).toEqual([]);
  });
});

describe('the bot’s token for it', () => {
  const appId = '0b3f6a4e-7c1d-4b52-8f0e-2d9c4a6b8e12';

  it('should be the one of botbuilder’s own calls', async () => {
    const credentials = connectorCredentials({ appId, tenantId: 'tenant', appType: 'SingleTenant', password: 'secret' });
    const create = credentials.createCredentials.bind(credentials);
    credentials.createCredentials = async (...given) => Object.assign(await create(...given), { getToken: async () => 'theirs' });
    expect(await connectorAuthorization(credentials, appId)).toBe('Bearer theirs');
  });

  it('should not exist without credentials, as in local mode', async () => {
    expect(await connectorAuthorization(noCredentials(), appId)).toBeUndefined();
  });
});
