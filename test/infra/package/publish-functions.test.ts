import { runAz } from '../../../infra/az/run-az';
import { functionNames } from '../../../infra/package/function-names';
import { publishFunctions, readDeployCommand } from '../../../infra/package/publish-functions';
import { azOnPath, type StandInAz, standInAz } from '../../fakes/az';
import { loadFunctions, productOf } from '../../functions/load';

let az: StandInAz;

const outputs = (accounts: string) => ({
  functionAppName: { value: 'alms-x' },
  accountsFunctionAppName: { value: accounts },
});
async function publish(by = az.az): Promise<string[]> {
  const said: string[] = [];
  const wait = async () => undefined;
  await publishFunctions({
    az: by,
    group: 'rg',
    name: 'alms',
    archive: 'dist/functions.zip',
    say: (line) => void said.push(line),
    wait,
  });
  return said;
}

describe('npm run deploy', () => {
  it('should wait for the names that the functions are registered under', () => {
    const registered = (set: string) =>
      loadFunctions(productOf({}), set)
        .functions.map(({ name }) => name)
        .sort();
    expect(registered('public')).toEqual(functionNames.public);
    expect(registered('accounts')).toEqual(functionNames.accounts);
  });

  it('should publish to both apps and look until each has its functions, and may be run twice', async () => {
    const functions = { 'alms-x': functionNames.public, 'alms-y': functionNames.accounts };
    az = standInAz({ outputs: outputs('alms-y'), functions, slow: 3 });
    const said = await publish();
    expect(said.at(-1)).toBe('alms-y has accounts, accountsPoison.');
    expect(await publish()).toEqual(said);
    expect(az.state().published).toEqual(['alms-x', 'alms-y', 'alms-x', 'alms-y'].map((app) => [app, 'dist/functions.zip']));
  });

  it('should say which are missing in the one app that has them all', async () => {
    az = standInAz({ outputs: outputs(''), functions: { 'alms-x': functionNames.public } });
    await expect(publish()).rejects.toThrow('alms-x does not have accounts, accountsPoison. Read its log');
  });

  it('should say what the Azure CLI said', async () => {
    az = standInAz({});
    await expect(publish()).rejects.toThrow('Make it by step 5 of infra/README.md');
    const program = azOnPath({});
    await expect(publish(runAz)).rejects.toThrow("(DeploymentNotFound) Deployment 'alms' could not be found.");
    program.remove();
  });

  it.each([
    [[], 'The resource group is missing.\n\nUsage:'],
    [['--group', ''], 'The resource group is missing.'],
    [['visitor-accounts'], "Unexpected argument 'visitor-accounts'.\n\nUsage:"],
    [['--grup', 'visitor-accounts'], "Unknown option '--grup'.\n\nUsage:"],
  ])('should refuse %j with its usage', (args, words) => {
    expect(() => readDeployCommand(args)).toThrow(words);
    expect(readDeployCommand(['--group', 'rg'])).toEqual({ group: 'rg', name: 'alms' });
  });
});
