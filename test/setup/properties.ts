import * as fc from 'fast-check';
import { looks } from '../../cards/looks';
import { testSeed } from './dice';

looks.atValues = true;
fc.configureGlobal({ seed: testSeed });
