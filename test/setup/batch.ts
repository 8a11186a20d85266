import { restart } from './dice';

/** Test files by their names, in one run of Jest's environment. None finds what another left behind in it. */
export function batch(files: Record<string, () => void>): void {
  for (const [name, load] of Object.entries(files)) {
    describe(name, () => {
      const env = { ...process.env };
      beforeAll(restart);
      afterAll(() => {
        jest.restoreAllMocks();
        jest.useRealTimers();
        process.env = { ...env };
      });
      try {
        load();
      } catch (error) {
        // The other files of the batch can be run all the same.
        it('should load', () => {
          throw error;
        });
      }
    });
  }
}
