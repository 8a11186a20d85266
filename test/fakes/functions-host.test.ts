import { type FunctionsHost, functionsHost } from './functions-host';

const registers = ({ core }: FunctionsHost) =>
  (core as { registerFunction(metadata: object, handler: () => void): void }).registerFunction(
    { name: 'web', bindings: {} },
    () => undefined,
  );
const fails = () => {
  throw new Error('ALMS_STAFF_GROUP: missing');
};

// As in startApp.ts and FunctionsMetadataHandler.ts of Azure/azure-functions-nodejs-worker, with Node 20 or later.
describe('the host’s worker, whose entry point fails', () => {
  it('should tell it where a function was registered before', () => {
    const host = functionsHost();
    const entryPoint = () => {
      registers(host);
      fails();
    };
    expect(() => host.start(entryPoint)).toThrow('ALMS_STAFF_GROUP: missing');
  });

  it('should keep it to itself where none was, and run without functions', () => {
    const host = functionsHost();
    expect(() => host.start(fails)).not.toThrow();
    expect(host.functions).toEqual([]);
  });

  it('should take no function once it has started', () => {
    const host = functionsHost();
    host.start(() => registers(host));
    expect(() => registers(host)).toThrow('only be registered during app startup');
  });
});
