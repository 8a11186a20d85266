import { execFile } from 'node:child_process';
import { azFaultInWords } from './az-faults';

/** Runs the Azure CLI that is on the PATH, and reads what it prints as JSON; undefined where it prints nothing. Throws an {@link AzError}. */
export type Az = (args: readonly string[]) => Promise<unknown>;

/** The Azure CLI refused. The message has what to do, and its own words, shortened; it may name resources and never holds a secret of ours. */
export class AzError extends Error {
  override readonly name = 'AzError';

  constructor(said: string) {
    super(azFaultInWords(said));
  }
}

const longest = 64 * 1024 * 1024;

export const runAz: Az = (args) =>
  new Promise((done, failed) => {
    execFile('az', [...args, '--output', 'json'], { env: process.env, maxBuffer: longest }, (fault, stdout, stderr) => {
      const command = `az ${args.slice(0, 3).join(' ')}`;
      if (fault && 'code' in fault && fault.code === 'ENOENT') {
        failed(new AzError('The Azure CLI is not installed here: there is no az on the PATH.'));
      } else if (fault) failed(new AzError(stderr.trim().slice(0, 1_000) || `${command} failed.`));
      else {
        try {
          done(stdout.trim() === '' ? undefined : JSON.parse(stdout));
        } catch {
          failed(new AzError(`${command} printed something else than JSON: ${stdout.trim().slice(0, 200)}`));
        }
      }
    });
  });

/** What a deployment of infra/main.bicep put out. */
export interface DeploymentOutputs {
  principalId: string;
  botId: string;
  publicUrl: string;
  functionAppName: string;
  /** Both empty without the second app. */
  accountsPrincipalId: string;
  accountsFunctionAppName: string;
}

/** @param group the resource group. @param name of the deployment, as infra/README.md gives it. */
export async function outputsOf(az: Az, group: string, name: string): Promise<DeploymentOutputs> {
  const query = ['--query', 'properties.outputs'];
  const outputs = (await az(['deployment', 'group', 'show', '--resource-group', group, '--name', name, ...query])) as Record<
    string,
    { value: string }
  >;
  return Object.fromEntries(Object.entries(outputs).map(([key, { value }]) => [key, value])) as unknown as DeploymentOutputs;
}
