import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { Component, type ReactNode } from 'react';
import { shellWords } from './words';

interface CrashGuardProps {
  /** Called once with the error, for the host. */
  onCrash?: (fault: unknown) => void;
  children: ReactNode;
}

/**
 * The error boundary of a page: a rendering error, or a chunk that a newer deployment has removed, must not leave an
 * empty tab. React supports error boundaries in classes only.
 */
export class CrashGuard extends Component<CrashGuardProps, { isBroken: boolean }> {
  override state = { isBroken: false };

  static getDerivedStateFromError() {
    return { isBroken: true };
  }

  override componentDidCatch(fault: unknown) {
    this.props.onCrash?.(fault);
  }

  override render() {
    if (!this.state.isBroken) return this.props.children;
    return (
      <div role="alert">
        <MessageBar intent="error" layout="multiline">
          <MessageBarBody>{shellWords.broken}</MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => window.location.reload()}>{shellWords.loadAgain}</Button>
          </MessageBarActions>
        </MessageBar>
      </div>
    );
  }
}
