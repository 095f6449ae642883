package dev.tidings.resource;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidings.model.JsonText;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * JSON as the schema validator wants it. Numbers are exact up to bounds; beyond them they become the bound, of the same
 * sign: {@code 1e999999999} is a legal number whose expansion would take all memory there is.
 */
final class SchemaNodes {

    private static final JsonNodeFactory NODES = new JsonNodeFactory(true);
    private static final int MAX_DIGITS = 1_000;
    private static final int MAX_EXPONENT = 1_000;

    private SchemaNodes() {}

    static JsonNode of(JsonText json) {
        return switch (json.kind()) {
            case OBJECT -> object(json);
            case ARRAY -> array(json);
            case STRING -> NODES.textNode(json.string());
            case NUMBER -> number(json.text());
            case TRUE -> NODES.booleanNode(true);
            case FALSE -> NODES.booleanNode(false);
            case NULL -> NODES.nullNode();
        };
    }

    private static ObjectNode object(JsonText json) {
        ObjectNode object = NODES.objectNode();
        json.members().forEach(member -> object.set(member.name(), of(member.value())));
        return object;
    }

    private static ArrayNode array(JsonText json) {
        ArrayNode array = NODES.arrayNode();
        json.elements().forEach(element -> array.add(of(element)));
        return array;
    }

    /** Equal numbers are equal nodes, whatever their text. */
    private static JsonNode number(String text) {
        BigDecimal value = decimal(text).stripTrailingZeros();
        if (value.scale() > 0) {
            return NODES.numberNode(value);
        }
        BigInteger whole = value.toBigIntegerExact();
        return whole.bitLength() < Long.SIZE ? NODES.numberNode(whole.longValue()) : new LargeInteger(whole);
    }

    /** The validator divides integers as doubles unless they say that they are decimals. */
    private static final class LargeInteger extends BigIntegerNode {

        private static final long serialVersionUID = 1L;

        LargeInteger(BigInteger value) {
            super(value);
        }

        @Override
        public boolean isBigDecimal() {
            return true;
        }
    }

    private static BigDecimal decimal(String text) {
        int e = Math.max(text.indexOf('e'), text.indexOf('E'));
        String mantissa = e < 0 ? text : text.substring(0, e);
        BigDecimal value = new BigDecimal(mantissa.substring(0, Math.min(mantissa.length(), MAX_DIGITS)));
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        int wholeDigits = mantissa.indexOf('.') < 0 ? mantissa.length() : mantissa.indexOf('.');
        int cutOff = Math.min(Math.max(0, wholeDigits - MAX_DIGITS), MAX_EXPONENT); // still counts as size
        return value.scaleByPowerOfTen(cutOff + (e < 0 ? 0 : exponent(text.substring(e + 1))));
    }

    private static int exponent(String text) {
        boolean negative = text.startsWith("-");
        String digits = text.replaceFirst("^[+-]?0*", "");
        int size = digits.length() > 4
                ? MAX_EXPONENT
                : Math.min(digits.isEmpty() ? 0 : Integer.parseInt(digits), MAX_EXPONENT);
        return negative ? -size : size;
    }
}
