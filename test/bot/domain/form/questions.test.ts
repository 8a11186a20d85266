import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Question } from '../../../../bot/domain/form/question-kinds';
import { emptyAnswers, type Field, givenTo, questions, rowLabelOf } from '../../../../bot/domain/form/questions';
import { makeAnswers } from '../../../make';

const fields = Object.keys(questions) as Field[];
const all: Question[] = Object.values(questions);

describe('the table of questions', () => {
  it('should hold every question that has a file, under a name like that of the file', () => {
    const files = readdirSync(join(__dirname, '../../../../bot/domain/form/questions')).map((name) => name.replace('.ts', ''));
    const names = files.map((file) => file.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase()));
    expect([...names].sort()).toEqual([...fields].sort());
  });

  it('should begin a draft with the initial answers, and nothing else', () => {
    const initial = fields.flatMap((field) => {
      const question: Question = questions[field];
      return 'initial' in question ? [[field, question.initial]] : [];
    });
    expect(emptyAnswers).toEqual(Object.fromEntries(initial));
    expect(emptyAnswers).toEqual({ itAccess: 'none', idCard: true });
  });

  it('should call no two questions, and no two warnings, the same', () => {
    for (const names of [
      all.map(({ label }) => label),
      all.map(({ noun }) => noun),
      all.flatMap(({ warnings = [] }) => warnings.map(({ word }) => word)),
    ])
      expect(names).toEqual([...new Set(names)]);
  });

  it('should compare visitors by one family name, and let no contact detail or picture into another request', () => {
    expect(all.filter(({ comparedAs }) => comparedAs === 'family name')).toHaveLength(1);
    const ofPerson = all.filter(
      ({ row, kind }) => kind === 'picture' || row === 'name' || (typeof row === 'object' && row.group === 'contact'),
    );
    expect(ofPerson.filter(({ isCopiedAlong }) => isCopiedAlong)).toEqual([]);
    expect(ofPerson.length).toBeGreaterThan(5);
  });

  it('should give a shown answer the label of its row, and any other that of the form', () => {
    expect([rowLabelOf(questions.validTo), rowLabelOf(questions.firstName), rowLabelOf(questions.photo)]).toEqual([
      'Valid to',
      'First name',
      'Photo',
    ]);
    expect([givenTo('lastName', makeAnswers()), givenTo('title', makeAnswers())]).toEqual(['Fairweather', undefined]);
  });
});
