import {
  Button,
  Caption1,
  Link,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Spinner,
  tokens,
} from '@fluentui/react-components';
import { MoreHorizontalRegular } from '@fluentui/react-icons';
import { useRef, useState } from 'react';
import type { RequestView, Verb, VerbOffer } from '../../channels/tab/contract';
import { ApiProblem } from '../api';
import type { TabHost } from '../host';
import { useTab } from '../tab-context';
import { faultSentence } from '../words';
import { shownVerbs } from './shown-verbs';
import { pageWords, verbWords } from './words';

const useStyles = makeStyles({
  verbs: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalS,
    // On a phone buttons fill each line, and short titles share one.
    '@media (max-width: 479px)': { '& > button': { flexGrow: 1 } },
  },
  hint: { display: 'flex', flexWrap: 'wrap', columnGap: tokens.spacingHorizontalS, paddingTop: tokens.spacingVerticalS },
  hintText: { color: tokens.colorNeutralForeground2 },
});

interface RequestVerbsProps {
  request: RequestView;
  sending: Verb | undefined;
  host: TabHost;
  chatUrl: string;
  /** Called when the request can no longer be edited. */
  onMovedOn(): void;
  /** `from` gets the focus back when the dialog is closed. */
  onPress(offer: VerbOffer, from: HTMLElement | null): void;
}

export function RequestVerbs({ request, sending, host, chatUrl, onMovedOn, onPress }: RequestVerbsProps) {
  const styles = useStyles();
  const { buttons, more } = shownVerbs(request.verbs);
  // As on the card, *Edit* comes before everything but an answer that is asked for.
  const main = buttons.slice(0, 1).filter(({ style }) => style === 'primary');
  const edit = useEdit(request.request, onMovedOn);
  return (
    <div>
      {(request.verbs.length > 0 || request.edit) && (
        <div role="group" aria-label={verbWords.verbs} className={styles.verbs}>
          {main.map((offer) => (
            <VerbButton key={offer.verb} offer={offer} sending={sending} onPress={onPress} />
          ))}
          {request.edit && (
            <Button
              appearance="outline"
              disabledFocusable={sending !== undefined || edit.isOpening}
              {...(edit.isOpening && { icon: <Spinner size="tiny" aria-label={verbWords.sending} /> })}
              onClick={() => void edit.open()}
            >
              {request.edit}
            </Button>
          )}
          {buttons.slice(main.length).map((offer) => (
            <VerbButton key={offer.verb} offer={offer} sending={sending} onPress={onPress} />
          ))}
          {more.length > 0 && <MoreVerbs offers={more} sending={sending} onPress={onPress} />}
        </div>
      )}
      <Caption1 role="status">{edit.trouble}</Caption1>
      {request.chatHint && <ChatHint hint={request.chatHint} host={host} chatUrl={chatUrl} />}
    </div>
  );
}

/** Creates a draft from the request and opens it. */
function useEdit(reference: string, onMovedOn: () => void): { isOpening: boolean; trouble: string | undefined; open(): Promise<void> } {
  const { api, drafts, go } = useTab();
  const [isOpening, setOpening] = useState(false);
  const [trouble, setTrouble] = useState<string>();
  async function open(): Promise<void> {
    setOpening(true);
    setTrouble(undefined);
    try {
      const answer = await api.edit(reference);
      if (answer.kind === 'request') return onMovedOn();
      void drafts.read();
      go({ page: 'draft', draft: reference });
    } catch (fault) {
      setTrouble(fault instanceof ApiProblem ? faultSentence(fault.problem) : verbWords.editFailed);
    } finally {
      setOpening(false);
    }
  }
  return { isOpening, trouble, open };
}

type Pressed = Pick<RequestVerbsProps, 'sending' | 'onPress'>;

/** Red is left to the step that confirms. */
function VerbButton({ offer, sending, onPress }: Pressed & { offer: VerbOffer }) {
  const { title, style, verb } = offer;
  return (
    <Button
      appearance={style === 'primary' ? 'primary' : 'outline'}
      disabledFocusable={sending !== undefined}
      {...(sending === verb && { icon: <Spinner size="tiny" aria-label={verbWords.sending} /> })}
      onClick={(event) => onPress(offer, event.currentTarget)}
    >
      {title}
    </Button>
  );
}

function MoreVerbs({ offers, sending, onPress }: Pressed & { offers: readonly VerbOffer[] }) {
  const trigger = useRef<HTMLElement>(null);
  const isSending = offers.some(({ verb }) => verb === sending);
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button
          ref={(button: HTMLElement | null) => {
            trigger.current = button;
          }}
          appearance="outline"
          disabledFocusable={sending !== undefined}
          icon={isSending ? <Spinner size="tiny" aria-label={verbWords.sending} /> : <MoreHorizontalRegular />}
        >
          {verbWords.more}
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {offers.map((offer) => (
            <MenuItem key={offer.verb} onClick={() => onPress(offer, trigger.current)}>
              {offer.title}
            </MenuItem>
          ))}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function ChatHint({ hint, host, chatUrl }: { hint: string; host: TabHost; chatUrl: string }) {
  const styles = useStyles();
  const [hasFailed, setFailed] = useState(false);
  async function open(): Promise<void> {
    setFailed(false);
    await host.open(chatUrl).catch(() => setFailed(true));
  }
  return (
    <div className={styles.hint}>
      <span className={styles.hintText}>{hint}</span>
      <Link as="button" onClick={() => void open()}>
        {pageWords.openChat}
      </Link>
      <Caption1 role="status">{hasFailed && pageWords.chatNotOpened}</Caption1>
    </div>
  );
}
