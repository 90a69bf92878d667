"""Judges Azure CLI command lines with the parser of the installed Azure CLI, without running any of them.

Reads a JSON array of argument arrays, and prints a JSON array with the parser's complaint about each, or an empty string.
"""

import contextlib
import io
import itertools
import json
import os
import sys
import tempfile

home = tempfile.TemporaryDirectory()
os.chdir(home.name)
with open("word", "w", encoding="utf-8") as file:
    file.write("{}")  # what a placeholder for a file of parameters names
os.environ.update(AZURE_CONFIG_DIR=home.name, AZURE_CORE_COLLECT_TELEMETRY="no", AZURE_CORE_NO_COLOR="true")

import azure.cli.core as core  # noqa: E402 (reads the environment when it is imported)
from azure.cli.core.commands import events  # noqa: E402
from knack.events import (  # noqa: E402
    EVENT_INVOKER_CMD_TBL_LOADED,
    EVENT_INVOKER_POST_CMD_TBL_CREATE,
    EVENT_INVOKER_PRE_CMD_TBL_CREATE,
)


class Absent(type):
    """A model that the distribution's Azure SDK no longer has: an enumeration without values."""

    def __bool__(cls):
        return False

    def __iter__(cls):
        return iter(())

    def __getattr__(cls, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return type("Value", (), {"value": name})


class AbsentModel(metaclass=Absent):
    pass


get_models = core.AzCommandsLoader.get_models


def get_present_models(self, *names, **options):
    # Debian's SDK is newer than its CLI: without this, all commands of "az network" fail before they parse anything.
    models = get_models(self, *names, **options)
    if isinstance(models, list):
        return [AbsentModel if model is None else model for model in models]
    return AbsentModel if models is None else models


core.AzCommandsLoader.get_models = get_present_models
cli = core.get_default_cli()


def load(words, arguments):
    """Does what the CLI does before it parses a command line; None if there is no such command."""
    invocation = cli.invocation_cls(
        cli_ctx=cli, parser_cls=cli.parser_cls, commands_loader_cls=cli.commands_loader_cls, help_cls=cli.help_cls)
    cli.invocation = invocation
    loader = invocation.commands_loader
    cli.raise_event(EVENT_INVOKER_PRE_CMD_TBL_CREATE, args=arguments)
    loader.load_command_table(arguments)
    name = words
    while name and name not in loader.command_table:
        name = name.rpartition(" ")[0]
    if not name:
        return None
    invocation.data["command_string"] = loader.command_name = name
    loader.command_table = {name: loader.command_table[name]}
    cli.raise_event(events.EVENT_INVOKER_PRE_LOAD_ARGUMENTS, commands_loader=loader)
    loader.load_arguments(name)
    cli.raise_event(events.EVENT_INVOKER_POST_LOAD_ARGUMENTS, commands_loader=loader)
    cli.raise_event(EVENT_INVOKER_POST_CMD_TBL_CREATE, commands_loader=loader)
    invocation.parser.cli_ctx = cli
    invocation.parser.load_command_table(loader)
    cli.raise_event(EVENT_INVOKER_CMD_TBL_LOADED, cmd_tbl=loader.command_table, parser=invocation.parser)
    return invocation


def judge(arguments):
    words = " ".join(itertools.takewhile(lambda argument: not argument.startswith("-"), arguments))
    output = io.StringIO()
    try:
        with contextlib.redirect_stdout(output), contextlib.redirect_stderr(output):
            if words not in invocations:
                invocations[words] = load(words, arguments)
            cli.invocation = invocations[words]
            if cli.invocation is None:
                return "no such command"
            cli.invocation.parser.parse_args(arguments)
    except SystemExit:
        return output.getvalue().partition("\n")[0] or "refused"
    except Exception as exception:  # a value that the parser itself reads, such as JSON
        return f"{type(exception).__name__}: {exception}"
    return ""


invocations = {}
json.dump([judge(arguments) for arguments in json.load(sys.stdin)], sys.stdout)
