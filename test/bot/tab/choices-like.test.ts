import { choicesLike } from '../../../bot/tab/choices-like';

const physics = { id: 'physics', title: 'School of Physics' };
const library = { id: 'library', title: 'Library Services' };

it('should find a choice by any part of its title, in any case, and all while nothing is typed', () => {
  expect(choicesLike([physics, library], ' PHYS')).toEqual([physics]);
  expect(choicesLike([physics, library])).toHaveLength(2);
  expect(choicesLike([physics, library], ' ')).toHaveLength(2);
  expect(choicesLike([physics, library], 'chem')).toEqual([]);
});
