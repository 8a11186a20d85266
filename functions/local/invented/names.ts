/** Common given names and surnames by language, combined at random: no real person is meant. */
export const names: readonly { given: readonly string[]; family: readonly string[] }[] = [
  {
    given: ['Alice', 'Edmund', 'Harriet', 'Rosalind', 'Thomas', 'Wilfred', 'Beatrice', 'Jo', 'Mary-Anne', 'Christopher'],
    family: [
      'Ashdown',
      'Birtwistle',
      "D'Arcy",
      'Featherstonehaugh',
      'Hartley-Bowen',
      'Longbottom',
      'Smith',
      'Threlfall',
      'Wetherby',
      'Ng-Pemberton',
    ],
  },
  {
    given: ['Aoife', 'Ciarán', 'Eilidh', 'Gwenllïan', 'Iain', 'Máire', 'Niamh', 'Rhiannon', 'Séamus', 'Tadhg'],
    family: [
      "O'Flanagan",
      "O'Súilleabháin",
      'MacGillivray',
      'Mac an tSaoir',
      'ap Gruffydd',
      'Llywelyn',
      'Nic Dhòmhnaill',
      "D'Alton",
      'Cruickshank',
      'Penrhyn-Davies',
    ],
  },
  {
    given: ['Adaeze', 'Babatunde', 'Chidinma', 'Folasade', 'Kwabena', 'Makena', 'Nomvula', 'Tendai', 'Thandiwe', 'Zawadi'],
    family: ['Adeyemi', 'Chukwuemeka', 'Dlamini', 'Kamau', "N'Diaye", 'Nkosi', 'Ogunleye-Brown', 'Okonjo', 'Tshabalala', 'Wambui'],
  },
  {
    given: ['Aarav', 'Bhavani', 'Devika', 'Farhana', 'Gurpreet', 'Imran', 'Lakshmi', 'Nimmi', 'Rukhsana', 'Venkatasubramanian'],
    family: [
      'Ahluwalia',
      'Bandaranayake',
      'Chatterjee',
      'Gunawardena',
      'Iyer',
      'Khandelwal',
      'Muthukrishnan',
      'Qureshi',
      'Rajapaksha',
      'Venkataraghavan-Nair',
    ],
  },
  {
    given: ['Anh', 'Haruka', 'Jae-won', 'Li', 'Mei-Ling', 'Minh', 'Siti', 'Soo-jin', 'Wei', 'Yūto'],
    family: ['Chen', 'Hoàng', 'Kim', 'Lý', 'Nakagawa', 'Nguyễn', 'Ōnishi', 'Tan', 'Wu', 'Yamashita'],
  },
  {
    given: ['Álvaro', 'Begoña', 'Conceição', 'Inês', 'José Antonio', 'Lucía', 'Nuño', 'Raúl', 'Xóchitl', 'Yolanda'],
    family: [
      'da Conceição',
      'de la Vega',
      'Fernández-Núñez',
      'Gutiérrez',
      'Ibáñez',
      'Muñoz',
      'Quispe',
      'Sepúlveda y Rojas',
      'Vasconcelos',
      'Zúñiga',
    ],
  },
  {
    given: ['Anneliese', 'Bjørn', 'Dagný', 'Françoise', 'Günther', 'Jean-Baptiste', 'Maëlys', 'Pieter', 'Søren', 'Zoë'],
    family: [
      "D'Hondt",
      'de Brouwer',
      'Guðmundsdóttir',
      'Kjærgaard',
      "L'Écuyer",
      'Müller-Lüdenscheidt',
      'Straßer',
      'van der Meulen',
      'von Thüringen',
      'Ångström',
    ],
  },
  {
    given: ['Agnieszka', 'Bogdan', 'Čedomir', 'Dzhamilya', 'Kateřina', 'Ljudmila', 'Miloš', 'Oleksandr', 'Şebnem', 'Žofie'],
    family: [
      'Brânză',
      'Černý',
      'Dvořáková',
      'Iliescu',
      'Kovačević',
      'Öztürk',
      'Przybyszewska',
      'Szczepański',
      'Vuković',
      "Yevtushenko-O'Neill",
    ],
  },
  {
    given: ['Abdul-Rahman', 'Dalia', 'Esther', 'Farzaneh', 'Layla', 'Nasrin', 'Omar', 'Shirin', 'Tamar', 'Yusra'],
    family: ['Abu-Khalil', 'Al-Mansouri', 'Ben-David', 'El Khoury', 'Farrokhzad', 'Haddadin', 'Mirzaei', "Sa'adeh", 'Tehrani', 'Zand'],
  },
];

export const titles = ['Dr', 'Professor', 'Mr', 'Ms', 'Mrs', 'Mx', 'Revd', 'Dame'] as const;

/** None is a company’s. */
export const employers = [
  'Aldermere Analytics',
  'Bantshire Coachworks',
  'Brightwell & Daughters Surveyors',
  'Calder Vale Water Partnership',
  "D'Arcy-Nkemelu Architects",
  'Eastmarch Robotics',
  'Fellside Instruments',
  'Grünfeld Laborbau',
  'Hollowbrook Scaffolding',
  'Kestrel Moor Consulting',
  'Lantern & Loom Theatre Company',
  'Meridian Saltworks',
  'Northlea Broadcast Engineering',
  'Quillfeather Translations',
  'Société Imaginaire de Géologie',
  'Thornybank Seed Trust',
  'Umber & Ochre Conservation',
  'Wyvern Data Cabling and Structured Network Installations of Bantshire and the Surrounding Counties',
] as const;

/**
 * The beginnings of numbers that Ofcom keeps for drama, which ring nowhere; three digits more make one.
 * https://www.ofcom.org.uk/phones-and-broadband/phone-numbers/numbers-for-drama
 */
export const telephoneBeginnings = [
  '01632 960',
  '07700 900',
  '+44 7700 900',
  '020 7946 0',
  '0113 496 0',
  '0131 496 0',
  '0161 496 0',
  '029 2018 0',
  '028 9649 6',
] as const;

export const reasonsToReject = [
  'We have no desk for this period. Please ask again in the spring.',
  'This visit belongs to another department; please ask there.',
  'The contract with this organisation has ended.',
  'Please use the temporary-account route for so short a stay.',
  'Our visitors in this laboratory need a safety induction first.',
] as const;

export const questions = [
  'Which project is this for?',
  'Is the card needed, if they only work remotely?',
  'Could the visit end with the term?',
  'Who supervises them while you are on leave?',
  'Does the employer know that they need IT access?',
] as const;
