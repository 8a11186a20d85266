import {
  Body1,
  Body1Strong,
  Button,
  Caption1,
  MessageBar,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  tokens,
  typographyStyles,
} from '@fluentui/react-components';
import { ArrowLeftRegular } from '@fluentui/react-icons';
import type { ReactNode, Ref } from 'react';
import type { RequestView } from '../../channels/tab/contract';
import { StatusBadge } from '../status-badge';
import { pageWords } from './words';

const useStyles = makeStyles({
  header: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalM },
  // Its arrow stands above the first letter of what follows.
  back: { alignSelf: 'flex-start', marginLeft: `calc(-1 * ${tokens.spacingHorizontalM})` },
  title: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalM,
    rowGap: tokens.spacingVerticalXS,
  },
  name: {
    ...typographyStyles.title2,
    margin: 0,
    // It takes the focus to be read out, and is no control.
    outlineStyle: 'none',
  },
  reference: { color: tokens.colorNeutralForeground2 },
  lines: { display: 'flex', flexDirection: 'column', gap: tokens.spacingVerticalXS },
});

interface RequestHeaderProps {
  request: RequestView | undefined;
  heading: Ref<HTMLHeadingElement>;
  /** Absent in the preview beside the list. */
  onBack?: (() => void) | undefined;
  /** Messages above the visitor's name. */
  children: ReactNode;
}

export function RequestHeader({ request, heading, onBack, children }: RequestHeaderProps) {
  const styles = useStyles();
  return (
    <header className={styles.header}>
      {onBack && (
        <Button className={styles.back} appearance="subtle" icon={<ArrowLeftRegular />} onClick={onBack}>
          {pageWords.back}
        </Button>
      )}
      {children}
      {request && <RequestTitle request={request} heading={heading} />}
    </header>
  );
}

function RequestTitle({ request, heading }: { request: RequestView; heading: Ref<HTMLHeadingElement> }) {
  const styles = useStyles();
  return (
    <>
      <div className={styles.title}>
        <h1 ref={heading} tabIndex={-1} className={styles.name}>
          {request.visitor}
        </h1>
        <StatusBadge tone={request.tone} label={request.statusLabel} size="large" />
        <Caption1 className={styles.reference}>{request.request}</Caption1>
      </div>
      <div className={styles.lines}>
        <Body1Strong block>{request.heading}</Body1Strong>
        {request.line && <Body1 block>{request.line}</Body1>}
        <Body1 block>{request.next}</Body1>
        {request.handover.map((line) => (
          <Body1 block key={line}>
            {line}
          </Body1>
        ))}
      </div>
      {request.concerns.length > 0 && <Concerns concerns={request.concerns} />}
      {request.said && <Said {...request.said} />}
    </>
  );
}

const useNoteStyles = makeStyles({
  concerns: { margin: 0, paddingLeft: tokens.spacingHorizontalL },
  said: {
    margin: 0,
    paddingLeft: tokens.spacingHorizontalM,
    borderLeft: `${tokens.strokeWidthThicker} solid ${tokens.colorNeutralStroke1}`,
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalXS,
  },
  text: { margin: 0, whiteSpace: 'pre-wrap' },
});

function Concerns({ concerns }: { concerns: readonly string[] }) {
  const styles = useNoteStyles();
  return (
    <MessageBar intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>{pageWords.concerns}</MessageBarTitle>
        {concerns.length === 1 ? (
          concerns[0]
        ) : (
          <ul className={styles.concerns}>
            {concerns.map((concern) => (
              <li key={concern}>{concern}</li>
            ))}
          </ul>
        )}
      </MessageBarBody>
    </MessageBar>
  );
}

function Said({ title, parts }: NonNullable<RequestView['said']>) {
  const styles = useNoteStyles();
  return (
    <figure className={styles.said}>
      <figcaption>
        <Body1Strong>{title}</Body1Strong>
      </figcaption>
      {parts.map(({ label, text }) => (
        <Body1 key={label ?? text} as="p" block className={styles.text}>
          {label !== undefined && <Body1Strong>{`${label}: `}</Body1Strong>}
          {text}
        </Body1>
      ))}
    </figure>
  );
}
