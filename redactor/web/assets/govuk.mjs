// The scripts of the GOV.UK Frontend components that the pages use.
//
// initAll here may be called again after a part of the page was swapped: it
// passes over what it has started already, and looks at the given element
// itself as well as inside it.

import {
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
  isSupported,
} from "govuk-frontend";

const components = [
  Button,
  CharacterCount,
  Checkboxes,
  ErrorSummary,
  FileUpload,
  NotificationBanner,
  Radios,
  ServiceNavigation,
  SkipLink,
  Tabs,
];

export function initAll(scope = document) {
  if (!isSupported()) {
    console.warn("initAll: the body lacks the class govuk-frontend-supported");
    return;
  }
  for (const Component of components) {
    const name = Component.moduleName;
    const wanted = `[data-module="${name}"]:not([data-${name}-init])`;
    const found = [...scope.querySelectorAll(wanted)];
    if (scope instanceof Element && scope.matches(wanted)) {
      found.unshift(scope);
    }
    for (const element of found) {
      try {
        new Component(element);
      } catch (error) {
        console.error(error);
      }
    }
  }
}

export { isSupported };
