import * as fc from 'fast-check';
import { testSeed } from './dice';

fc.configureGlobal({ seed: testSeed });
