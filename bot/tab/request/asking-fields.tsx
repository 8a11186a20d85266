import { Checkbox, Field, Input, makeStyles, Radio, RadioGroup, Select, Textarea, tokens } from '@fluentui/react-components';
import type { Asking, Colleague } from '../../channels/tab/contract';
import { type FindPeople, PeoplePicker } from '../people-picker';
import { shownCorrection, shownDay, shownPerson, shownTerms, type Typed } from './answer-body';
import { fieldWords } from './words';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  words: { minHeight: '120px' },
  colleague: { margin: 0, display: 'flex', flexDirection: 'column' },
  name: { fontWeight: tokens.fontWeightSemibold },
});

interface AskingFieldsProps<Kind extends Asking['kind'] = Asking['kind']> {
  asks: Asking & { kind: Kind };
  typed: Typed;
  colleague: Colleague | undefined;
  /** `control` names the control beside which the sentence is shown. */
  problem: { control: string; sentence: string } | undefined;
  /** Read-only: a call is under way, or the verb is no longer possible. */
  isFixed: boolean;
  /** Where a colleague is asked for. */
  find: FindPeople;
  onTyped(typed: Typed): void;
  onColleague(colleague: Colleague): void;
}

/** The controls of a verb's dialog. Their names are the API's field names, so that problems find them. */
export function AskingFields(props: AskingFieldsProps) {
  const { asks, ...rest } = props;
  switch (asks.kind) {
    case 'confirm':
      return undefined;
    case 'words':
      return <WordsField asks={asks} {...rest} />;
    case 'day':
      return <DayField asks={asks} {...rest} />;
    case 'terms':
      return (
        <>
          <TermsFields asks={asks} {...rest} />
          <WordsField asks={asks.note} {...rest} />
        </>
      );
    case 'person':
      return (
        <>
          <PersonField asks={asks} {...rest} />
          <WordsField asks={asks.note} {...rest} />
        </>
      );
    case 'colleague':
      return <ColleagueField asks={asks} {...rest} />;
    case 'correction':
      return <CorrectionFields asks={asks} {...rest} />;
  }
}

/** The props of the surrounding `Field`. */
const validationProps = (name: string, problem: AskingFieldsProps['problem']) =>
  problem?.control === name ? ({ validationState: 'error', validationMessage: problem.sentence } as const) : {};

type WordsFieldProps = Omit<AskingFieldsProps, 'asks'> & { asks: { label: string; most: number; isShort?: true | undefined } };

function WordsField({ asks, typed, problem, isFixed, onTyped }: WordsFieldProps) {
  const styles = useStyles();
  const words = typed.words ?? '';
  const length = Array.from(words).length;
  if (asks.isShort)
    return (
      <Field label={asks.label} {...validationProps('words', problem)}>
        <Input
          name="words"
          value={words}
          readOnly={isFixed}
          autoComplete="off"
          spellCheck={false}
          onChange={(_, { value }) => onTyped({ words: value })}
        />
      </Field>
    );
  // No `maxLength`: it would silently cut pasted text.
  const hint = length > asks.most ? fieldWords.tooLong(length, asks.most) : fieldWords.count(length, asks.most);
  return (
    <Field label={asks.label} hint={hint} {...validationProps('words', problem)}>
      <Textarea
        name="words"
        value={words}
        readOnly={isFixed}
        resize="vertical"
        textarea={{ className: styles.words }}
        onChange={(_, { value }) => onTyped({ words: value })}
      />
    </Field>
  );
}

function DayField({ asks, typed, problem, isFixed, onTyped }: AskingFieldsProps<'day'>) {
  return (
    <Field label={asks.label} {...validationProps('until', problem)}>
      <DayInput name="until" day={shownDay(asks, typed)} isFixed={isFixed} limits={asks} onDay={(day) => onTyped({ until: day })} />
    </Field>
  );
}

interface DayInputProps {
  /** The API's field. */
  name: string;
  /** ISO date, or what was typed. */
  day: string | undefined;
  isFixed: boolean;
  /** ISO dates, both possible. */
  limits: { least?: string | undefined; most?: string | undefined };
  onDay(day: string): void;
}

function DayInput({ name, day, isFixed, limits: { least, most }, onDay }: DayInputProps) {
  return (
    <Input
      type="date"
      name={name}
      value={day ?? ''}
      readOnly={isFixed}
      {...(least && { min: least })}
      {...(most && { max: most })}
      onChange={(_, { value }) => onDay(value)}
    />
  );
}

function TermsFields({ asks, typed, problem, isFixed, onTyped }: AskingFieldsProps<'terms'>) {
  const styles = useStyles();
  const { validFrom, validTo, itAccess, idCard } = shownTerms(asks, typed);
  return (
    <div className={styles.fields}>
      {asks.validFrom && (
        <Field label={asks.validFrom.label} {...validationProps('validFrom', problem)}>
          <DayInput
            name="validFrom"
            day={validFrom}
            isFixed={isFixed}
            limits={asks.validFrom}
            onDay={(day) => onTyped({ validFrom: day })}
          />
        </Field>
      )}
      {asks.validTo && (
        <Field label={asks.validTo.label} {...validationProps('validTo', problem)}>
          <DayInput name="validTo" day={validTo} isFixed={isFixed} limits={asks.validTo} onDay={(day) => onTyped({ validTo: day })} />
        </Field>
      )}
      {asks.itAccess && itAccess && (
        <Field label={asks.itAccess.label} {...validationProps('itAccess', problem)}>
          <RadioGroup name="itAccess" value={itAccess} disabled={isFixed} onChange={(_, { value }) => onTyped({ itAccess: value })}>
            {asks.itAccess.options.map(({ id, label }) => (
              <Radio key={id} value={id} label={label} />
            ))}
          </RadioGroup>
        </Field>
      )}
      {asks.idCard && (
        <Field {...validationProps('idCard', problem)}>
          <Checkbox
            name="idCard"
            label={asks.idCard.label}
            checked={idCard ?? false}
            disabled={isFixed}
            onChange={(_, { checked }) => onTyped({ idCard: checked === true })}
          />
        </Field>
      )}
    </div>
  );
}

function PersonField({ asks, typed, problem, isFixed, onTyped }: AskingFieldsProps<'person'>) {
  return (
    <Field label={asks.label} {...validationProps('to', problem)}>
      <RadioGroup name="to" value={shownPerson(asks, typed)} disabled={isFixed} onChange={(_, { value }) => onTyped({ to: value })}>
        {asks.options.map(({ id, label }) => (
          <Radio key={id} value={id} label={label} />
        ))}
      </RadioGroup>
    </Field>
  );
}

/** Asks who it is first, and shows the person before the verb runs. */
function ColleagueField({ asks, typed, colleague, problem, isFixed, find, onTyped, onColleague }: AskingFieldsProps<'colleague'>) {
  const styles = useStyles();
  if (colleague) {
    return (
      <div role="status" className={styles.fields}>
        <p className={styles.colleague}>
          <span className={styles.name}>{colleague.name}</span>
          <span>{colleague.mail}</span>
          {colleague.department !== undefined && <span>{colleague.department}</span>}
        </p>
        <span>{asks.confirm}</span>
      </div>
    );
  }
  return (
    <PeoplePicker
      label={asks.label}
      typed={typed.text ?? ''}
      isFixed={isFixed}
      beside={validationProps('text', problem)}
      find={find}
      onTyped={(text) => onTyped({ text })}
      onPick={onColleague}
    />
  );
}

function CorrectionFields({ asks, typed, problem, isFixed, onTyped }: AskingFieldsProps<'correction'>) {
  const styles = useStyles();
  const { field, label, value } = shownCorrection(asks, typed);
  return (
    <div className={styles.fields}>
      <Field label={fieldWords.fieldToCorrect} {...validationProps('field', problem)}>
        <Select name="field" value={field} disabled={isFixed} onChange={(_, chosen) => onTyped({ field: chosen.value })}>
          {asks.fields.map((one) => (
            <option key={one.field} value={one.field}>
              {one.label}
            </option>
          ))}
        </Select>
      </Field>
      <Field label={label} {...validationProps('value', problem)}>
        <Input
          name="value"
          value={value}
          readOnly={isFixed}
          onChange={(_, typedIn) => onTyped({ values: { ...typed.values, [field]: typedIn.value } })}
        />
      </Field>
    </div>
  );
}
