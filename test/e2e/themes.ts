/** Colour themes by the names that VS Code gives them: light, dark, and both of high contrast. */
export const themes = ['Light Modern', 'Dark Modern', 'Dark High Contrast', 'Light High Contrast'] as const;

/** A theme as the name of a picture ends with it. */
export function themeKey(theme: string): string {
  return theme.toLowerCase().replaceAll(' ', '-');
}
