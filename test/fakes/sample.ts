import departmentsJson from '../../bot/data/departments.json';
import { loadDepartments, loadPeople, loadPolicy } from '../../bot/data/load';
import peopleJson from '../../bot/data/people.json';
import policyJson from '../../bot/data/policy.json';
import { frozenCopy } from './frozen';

/** The data of Bantshire University, read once and frozen. */
export const sampleDepartments = frozenCopy(loadDepartments(departmentsJson));
export const samplePeople = frozenCopy(loadPeople(peopleJson));
export const samplePolicy = frozenCopy(loadPolicy(policyJson));
