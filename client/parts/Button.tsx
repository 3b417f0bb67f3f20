import type { ComponentChildren, ComponentProps, Ref } from 'preact';
import './button.css';
import { Icon, type IconName } from './Icon.tsx';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'icon'> {
  /** `primary` is the one thing to do on a screen; `plain` the others; `quiet` what may be overlooked; `danger` what destroys. */
  readonly look?: 'primary' | 'plain' | 'quiet' | 'danger';
  readonly icon?: IconName;
  readonly children?: ComponentChildren;
  readonly ref?: Ref<HTMLButtonElement>;
}

/** A button with words, and an icon where it helps. */
export function Button({ look = 'plain', icon, children, class: extra, ...rest }: ButtonProps) {
  return (
    <button type="button" class={`button ${look} ${extra ?? ''}`} {...rest}>
      {icon && <Icon name={icon} />}
      <span>{children}</span>
    </button>
  );
}

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'icon' | 'label'> {
  readonly icon: IconName;
  /** What it does: the name for those who cannot see the icon, and the tooltip for those who can. */
  readonly label: string;
  /** The key that does the same, named in the tooltip. */
  readonly shortcut?: string;
}

/** A square of touch size with an icon alone. */
export function IconButton({ icon, label, shortcut, class: extra, ...rest }: IconButtonProps) {
  const title = shortcut ? `${label} (${shortcut})` : label;
  return (
    <button
      type="button"
      class={`iconButton ${extra ?? ''}`}
      aria-label={label}
      aria-keyshortcuts={shortcut}
      title={title}
      {...rest}
    >
      <Icon name={icon} />
    </button>
  );
}
