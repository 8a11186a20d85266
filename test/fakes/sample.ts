import departmentsJson from '../../bot/data/departments.json';
import { loadDepartments, loadPeople, loadPolicy } from '../../bot/data/load';
import peopleJson from '../../bot/data/people.json';
import policyJson from '../../bot/data/policy.json';

/** What Bantshire University has, read once: nobody changes it, and the fakes copy what they hold. */
export const sampleDepartments = loadDepartments(departmentsJson);
export const samplePeople = loadPeople(peopleJson);
export const samplePolicy = loadPolicy(policyJson);
