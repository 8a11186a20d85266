import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  asWritten,
  requestSchemas,
  type SchemaStep,
  type Schemas,
  type StoredState,
  upgraded,
} from '../../../../bot/domain/request/request-schema';
import type { VisitorRequest } from '../../../../bot/domain/request/visitor-request';
import { releases } from '../../../recipes/schema/asked-at';
import { goldenRequest } from './golden-request';

/** The state as a release of this version wrote it. Never changed: a version that is no longer read loses its file. */
const golden = (version: number) => JSON.parse(readFileSync(join(__dirname, `request-${version}.json`), 'utf8')) as StoredState;

const note = (text: string): SchemaStep => ({
  up: (state) => ({ ...state, notes: [...((state.notes as string[] | undefined) ?? []), text] }),
  down: (state) => ({ ...state, notes: (state.notes as string[]).slice(0, -1) }),
});
const three: Schemas = { newest: 3, written: 3, steps: { 1: note('one'), 2: note('two') } };

describe('a stored request', () => {
  it.each(Object.keys(requestSchemas.steps).map(Number).concat(requestSchemas.newest))(
    'should be read as it was written by a release of version %s',
    (version) => {
      expect(upgraded(golden(version), version, requestSchemas)).toEqual(goldenRequest);
    },
  );

  it('should be written in the version that is said to be written', () => {
    expect(asWritten(goldenRequest, requestSchemas)).toEqual(golden(requestSchemas.written));
  });

  it.each<[unknown, string[] | undefined]>([
    [1, ['one', 'two']],
    [2, ['two']],
    [3, undefined],
  ])('should go through every step from its version on: %s', (version, notes) => {
    expect(upgraded({ id: 'VR-7K3M9QXA' }, version, three)).toEqual({ id: 'VR-7K3M9QXA', ...(notes && { notes }) });
  });

  it.each([0, 4, 1.5, '1', undefined, null])('should not be read where its version is unknown: %s', (version) => {
    expect(upgraded({}, version, three)).toBeUndefined();
  });

  it('should keep all there is on the way up and down, whatever the step', () => {
    const { first } = releases;
    const former = asWritten(goldenRequest, first);
    expect(former).toMatchObject({ askedAt: goldenRequest.question.askedAt });
    expect(former.question).not.toHaveProperty('askedAt');
    expect(upgraded(former, 1, first)).toEqual(goldenRequest);
    const withMore = { ...former, unknown: 1 } as StoredState;
    expect(asWritten(upgraded(withMore, 1, first) as VisitorRequest, first)).toEqual(withMore);
  });

  it('should not be written in a version to which no step leads back', () => {
    expect(() => asWritten(goldenRequest, { newest: 2, written: 1, steps: {} })).toThrow(RangeError);
  });
});
