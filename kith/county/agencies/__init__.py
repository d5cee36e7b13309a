"""What each agency holds: which events it was told of and when, whom it knows, and what it wrote down about them."""

from kith.county.agencies.habits import AGENCIES as AGENCIES
from kith.county.agencies.known import Known as Known
from kith.county.agencies.persona import Persona as Persona
from kith.county.agencies.persona import Place as Place
