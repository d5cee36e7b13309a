// Behaviour of the public pages. Each works without it.

import { ExitThisPage } from "govuk-frontend";

import { wipeOnExit } from "./ours/exit.js";
import { start } from "./ours/start.js";

wipeOnExit();
start(ExitThisPage);
