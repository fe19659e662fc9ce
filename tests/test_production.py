"""What docs/production.md and deploy/ say is so, as far as it can be seen without a server."""

import re
import shlex
from importlib.metadata import requires
from pathlib import Path

import click
import pytest
import typer
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from prefect.settings.legacy import _get_settings_fields
from sqlalchemy import Engine, create_engine, text

from cli.main import app
from config.settings import Settings
from models import migrations
from prefect import settings as prefect_settings
from tests.make import ROOT
