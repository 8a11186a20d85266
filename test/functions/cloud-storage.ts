import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { UnsecuredJWT } from 'jose';
import { selfSigned } from '../fakes/self-signed';

const account = 'devstoreaccount1';
const kinds = ['table', 'blob', 'queue'] as const;
type Kind = (typeof kinds)[number];

export interface CloudStorage {
  /** As the settings of a deployment have them: `https://devstoreaccount1.table.localhost:PORT`. */
  urls: Record<Kind, string>;
  /** What a managed identity gets, and the storage takes: it looks at the claims and not at the signature. */
  token: string;
  /** One call of the storage's own API; the status and the body of the answer. */
  call(
    kind: Kind,
    method: string,
    path: string,
    body?: string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; text: string }>;
  stop(): Promise<void>;
}

/** Azurite over https and with tokens, as a deployment meets storage: the other tests reach it by its key. */
export async function startCloudStorage(): Promise<CloudStorage> {
  const folder = await mkdtemp(join(tmpdir(), 'alms-cloud-'));
  const { certificate, privateKey } = selfSigned();
  await writeFile(join(folder, 'cert.pem'), certificate);
  await writeFile(join(folder, 'key.pem'), privateKey);
  const ports = kinds.flatMap((kind) => [`--${kind}Port`, '0']);
  const flags = ['--oauth', 'basic', '--cert', join(folder, 'cert.pem'), '--key', join(folder, 'key.pem')];
  const memory = ['--inMemoryPersistence', '--skipApiVersionCheck', '--disableTelemetry'];
  const child = spawn(process.execPath, [require.resolve('azurite/dist/src/azurite.js'), ...ports, ...flags, ...memory], { cwd: folder });
  let said = '';
  const addresses = await new Promise<Record<Kind, URL>>((done, failed) => {
    const take = (part: Buffer) => {
      said += part.toString();
      const found = kinds.map(
        (kind) => [kind, new RegExp(`${kind} service is successfully listening at (\\S+)`, 'i').exec(said)?.[1]] as const,
      );
      if (found.every(([, address]) => address))
        done(Object.fromEntries(found.map(([kind, at]) => [kind, new URL(at!)])) as Record<Kind, URL>);
    };
    child.stdout.on('data', take);
    child.stderr.on('data', take);
    child.once('exit', () => failed(new Error(`Azurite ended: ${said}`)));
  });
  const token = new UnsecuredJWT({})
    .setIssuer('https://sts.windows.net/07b2de9f-2640-4c74-838a-a3cf3608219a/')
    .setAudience('https://storage.azure.com')
    .setIssuedAt()
    .setNotBefore('-1h')
    .setExpirationTime('1h')
    .encode();

  return {
    urls: Object.fromEntries(kinds.map((kind) => [kind, `https://${account}.${kind}.localhost:${addresses[kind].port}`])) as Record<
      Kind,
      string
    >,
    token: `${token}none`,
    async call(kind, method, path, body = '', headers = {}) {
      const asked = request({
        host: '127.0.0.1',
        port: addresses[kind].port,
        path: `/${account}${path}`,
        method,
        rejectUnauthorized: false,
        headers: {
          authorization: `Bearer ${token}none`,
          'x-ms-version': '2021-12-02',
          'x-ms-date': new Date().toUTCString(),
          'content-length': Buffer.byteLength(body),
          ...headers,
        },
      });
      asked.end(body);
      const [response] = (await once(asked, 'response')) as [NodeJS.ReadableStream & { statusCode: number }];
      return { status: response.statusCode, text: await text(response) };
    },
    async stop() {
      child.removeAllListeners('exit');
      child.kill();
      await once(child, 'exit');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
